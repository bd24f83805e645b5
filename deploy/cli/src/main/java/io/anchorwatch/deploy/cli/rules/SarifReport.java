// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.streamjobs.detection.Digest;
import io.anchorwatch.streamjobs.detection.lint.Finding;
import io.anchorwatch.streamjobs.detection.lint.FindingKind;
import io.anchorwatch.streamjobs.detection.lint.FindingPlace;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings as a SARIF log of one run.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
final class SarifReport {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private SarifReport() {}

    static String write(List<Finding> findings) throws JsonProcessingException {
        ObjectNode log = JSON.createObjectNode();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "anchorwatch");
        driver.put("version", "0.1.0");
        rules(driver.putArray("rules"));
        // Places count characters, not UTF-16 units.
        run.put("columnKind", "unicodeCodePoints");
        ArrayNode results = run.putArray("results");
        Map<String, Integer> repeats = new HashMap<>();
        findings.forEach(finding -> result(results.addObject(), finding, repeats));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(log);
    }

    private static void rules(ArrayNode rules) {
        for (FindingKind kind : FindingKind.values()) {
            ObjectNode rule = rules.addObject();
            rule.put("id", kind.id());
            rule.putObject("shortDescription").put("text", kind.summary());
            rule.putObject("defaultConfiguration").put("level", kind.level().wireName());
        }
    }

    private static void result(ObjectNode result, Finding finding, Map<String, Integer> repeats) {
        result.put("ruleId", finding.kind().id());
        result.put("ruleIndex", finding.kind().ordinal());
        result.put("level", finding.kind().level().wireName());
        result.putObject("message").put("text", finding.message());
        FindingPlace place = finding.place();
        ObjectNode physical = result.putArray("locations").addObject().putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(place.file()));
        if (place.line() > 0) {
            ObjectNode region = physical.putObject("region");
            region.put("startLine", place.line());
            region.put("startColumn", Math.max(1, place.column()));
            if (!place.source().isEmpty()) {
                region.putObject("snippet").put("text", place.source());
            }
        }
        // Lines move: a finding is known by what it says, and by how often that was said before.
        String identity = new Digest()
                .add(finding.kind().id())
                .add(finding.rule())
                .add(fileName(place.file()))
                .add(finding.message())
                .hex(32);
        int before = repeats.merge(identity, 1, Integer::sum) - 1;
        result.putObject("partialFingerprints").put("finding/v1", identity + ":" + before);
        if (!finding.rule().isEmpty()) {
            result.putObject("properties").put("rule", finding.rule());
        }
    }

    private static String fileName(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** A relative reference stays one; all that a URI can't hold is escaped. */
    private static String uri(String file) {
        try {
            boolean absolute = file.startsWith("/");
            return absolute
                    ? new URI("file", "", file, null).toASCIIString()
                    : new URI(null, null, file.indexOf(':') < 0 ? file : "./" + file, null).toASCIIString();
        } catch (URISyntaxException impossible) {
            return Path.of(file).toUri().toASCIIString();
        }
    }
}
