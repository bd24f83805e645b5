// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.streamjobs.detection.engine.RuleMatcher;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The test cases of a rule: {@code tests.yaml} beside {@code rule.yaml}, a list of {@code name}, {@code match} (true or
 * false) and {@code event} (an audit event, only the fields that matter).
 */
public final class RuleTests {

    static final String FILE = "tests.yaml";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A case.
     *
     * @param rule id of the rule under test: the name of the folder
     * @param name what the case shows
     * @param match whether the rule has to match
     * @param event the event as JSON
     */
    public record Case(String rule, String name, boolean match, byte[] event) {

        /**
         * Runs the case on its rule alone.
         *
         * @return empty when it passes, else one line on what went wrong
         */
        public String run(RuleSet rules) {
            List<Rule> own = rules.rules().stream()
                    .filter(candidate -> candidate.id().equals(rule))
                    .toList();
            if (own.isEmpty()) {
                return "there is no rule '" + rule + "': name the folder as the rule";
            }
            try {
                boolean matched = !RuleMatcher.audit(new RuleSet(own, List.of()))
                        .match(event)
                        .isEmpty();
                return matched == match ? "" : "expected " + (match ? "a match" : "no match") + ", got the opposite";
            } catch (IOException broken) {
                return "the event can't be read: " + broken.getMessage();
            }
        }
    }

    private RuleTests() {}

    /**
     * Reads a test file.
     *
     * @throws IOException when the file can't be read or has another shape; says which case and why
     */
    public static List<Case> read(Path file) throws IOException {
        String rule =
                String.valueOf(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder")
                        .getFileName());
        Object loaded;
        try {
            loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        } catch (YAMLException invalid) {
            throw new IOException(file + ": " + invalid.getMessage(), invalid);
        }
        if (!(loaded instanceof List<?> items)) {
            throw new IOException(file + ": must be a list of cases with 'name', 'match' and 'event'");
        }
        List<Case> cases = new ArrayList<>();
        for (Object item : items) {
            cases.add(read(file, rule, item));
        }
        return cases;
    }

    private static Case read(Path file, String rule, Object item) throws IOException {
        if (item instanceof Map<?, ?> entries
                && entries.size() == 3
                && entries.get("name") instanceof String name
                && entries.get("match") instanceof Boolean match
                && entries.get("event") instanceof Map<?, ?> event) {
            try {
                return new Case(rule, name, match, JSON.writeValueAsBytes(event));
            } catch (JsonProcessingException impossible) {
                throw new IOException(file + ": '" + name + "': " + impossible.getMessage(), impossible);
            }
        }
        throw new IOException(file + ": a case has exactly 'name', 'match' (true or false) and 'event', not " + item);
    }
}
