// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.http.HttpAnswer;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.http.HttpVerdict;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.sinks.siem.Resources;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Installs the templates that the data stream is made from: the mapping of our documents as a component, and the data
 * stream composed of it. What is there in our version or a later one stays as it is. A data stream that is there keeps its
 * mapping until it rolls over.
 *
 * @see <a href="https://www.elastic.co/docs/manage-data/data-store/templates">Index templates</a>
 * @see <a href="https://docs.opensearch.org/latest/im-plugin/data-streams/">Data streams of OpenSearch</a>
 */
final class Templates {

    /** To be raised with each change of the mapping. */
    static final int VERSION = 1;

    private static final String COMPONENT = "anchorwatch-alerts-ecs";
    private static final String MAPPING = "/io/anchorwatch/sinks/format/ecs/component-template.json";
    private static final int NOT_FOUND = 404;

    private final ElasticConfig config;
    private final HttpPoster poster;
    private final String name;
    private volatile boolean installed;

    Templates(ElasticConfig config, HttpPoster poster) {
        this.config = config;
        this.poster = poster;
        name = "anchorwatch-" + config.dataStream();
        installed = !config.manageTemplates();
    }

    /** Sees to it once that they are there; why they are not, otherwise. */
    Optional<Retry> ensure() {
        return installed ? Optional.empty() : install();
    }

    private synchronized Optional<Retry> install() {
        if (installed) {
            return Optional.empty();
        }
        HttpAnswer found = poster.send(
                HttpCall.get("/_index_template/" + name + "?filter_path=index_templates.index_template.version"));
        boolean absent = found instanceof Status status && status.code() == NOT_FOUND;
        Optional<Retry> problem = absent ? Optional.empty() : problem(found);
        if (problem.isEmpty() && (absent || version(found) < VERSION)) {
            problem = problem(put("/_component_template/" + COMPONENT, component()));
            if (problem.isEmpty()) {
                problem = problem(put("/_index_template/" + name, stream()));
            }
        }
        installed = problem.isEmpty();
        return problem;
    }

    private static int version(HttpAnswer answer) {
        return answer instanceof Status status
                ? Json.read(status.body())
                        .path("index_templates")
                        .path(0)
                        .path("index_template")
                        .path("version")
                        .asInt()
                : 0;
    }

    private HttpAnswer put(String path, byte[] body) {
        return poster.send(new HttpCall("PUT", path, Map.of(), body, HttpPoster.MOST_BODY_BYTES)
                .header("Content-Type", "application/json"));
    }

    private Optional<Retry> problem(HttpAnswer answer) {
        DeliveryResult result = HttpVerdict.of(config.target(), answer);
        if (result instanceof Retry retry) {
            return Optional.of(new Retry(retry.after(), "the index template is not installed: " + retry.reason()));
        }
        if (result instanceof Rejected rejected) {
            return Optional.of(
                    new Retry(
                            Duration.ZERO,
                            "the index template is refused: " + rejected.reason()
                                    + ", see whether another has the same pattern and priority, or set manageTemplates: false"));
        }
        return Optional.empty();
    }

    private static byte[] component() {
        JsonNode template = Json.read(Resources.bytes(MAPPING));
        return Json.write(json -> json.writeTree(((ObjectNode) template).put("version", VERSION)));
    }

    private byte[] stream() {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("index_patterns");
            json.writeString(config.dataStream());
            json.writeEndArray();
            json.writeObjectFieldStart("data_stream");
            json.writeEndObject();
            json.writeArrayFieldStart("composed_of");
            json.writeString(COMPONENT);
            json.writeEndArray();
            // Above the built-in templates of logs-*-*, which have 100 and allow any field.
            json.writeNumberField("priority", 500);
            json.writeNumberField("version", VERSION);
            json.writeEndObject();
        });
    }
}
