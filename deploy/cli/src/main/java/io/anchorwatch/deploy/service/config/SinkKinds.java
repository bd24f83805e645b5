// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.console.ConsoleConfig;
import io.anchorwatch.sinks.file.FileConfig;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.webhook.WebhookConfig;
import io.anchorwatch.sinks.webhook.WebhookMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads the settings of each kind of sink: a new one adds its line to {@link #all}.
 *
 * @param terminal whether standard output is a terminal
 */
record SinkKinds(boolean terminal) {

    /** Reads what is particular to a kind of sink. */
    @FunctionalInterface
    interface Kind {
        SinkConfig read(String name, Section section);
    }

    private static final URI NOWHERE = URI.create("https://example.org");

    Map<String, Kind> all() {
        return Map.of("console", this::console, "file", SinkKinds::file, "webhook", SinkKinds::webhook);
    }

    private SinkConfig console(String name, Section section) {
        ConsoleConfig usual =
                ConsoleConfig.detect(name, terminal, section.secrets().environment());
        Values values = new Values(section);
        return new ConsoleConfig(
                name, values.flag("colours", usual.colours()), values.number("width", usual.width(), 60, 1000));
    }

    private static SinkConfig file(String name, Section section) {
        section.required("path", "alerts.ndjson");
        FileConfig usual = FileConfig.of(name, section.file("path").orElse(Path.of("missing")));
        Values values = new Values(section);
        return new FileConfig(
                name,
                usual.path(),
                values.bytes("maxBytes", usual.maxBytes(), 1L << 40),
                values.span("maxAge", usual.maxAge()),
                values.number("keep", usual.keep(), 0, 100_000),
                values.choice("fsync", Map.of("batch", FileConfig.Fsync.BATCH, "never", FileConfig.Fsync.NEVER))
                        .orElse(usual.fsync()));
    }

    private static SinkConfig webhook(String name, Section section) {
        Values values = new Values(section);
        HttpTarget usual = HttpTarget.of(url(section));
        HttpTarget target = new HttpTarget(
                usual.url(),
                values.flag("allowPlainHttp", false),
                section.texts("allowedHosts"),
                section.texts("allowedCidrs"),
                new Values(section.section("headers")).secretsByName(),
                values.span("connectTimeout", usual.connectTimeout()),
                values.span("totalTimeout", usual.totalTimeout()));
        Map<String, WebhookMode> modes =
                Map.of("binary", WebhookMode.BINARY, "structured", WebhookMode.STRUCTURED, "batch", WebhookMode.BATCH);
        WebhookMode mode = values.choice("mode", modes).orElse(WebhookMode.STRUCTURED);
        return new WebhookConfig(name, target, mode, List.copyOf(values.secrets("secrets")));
    }

    /** A URL may itself be a secret: then it is referred to like one. */
    private static URI url(Section section) {
        section.required("url", "https://soc.example.org/anchorwatch");
        return section.scalar("url").map(node -> url(section, node)).orElse(NOWHERE);
    }

    private static URI url(Section section, ScalarNode node) {
        boolean secret = Secrets.isReference(node.getValue());
        int before = section.problems().count();
        String text =
                secret ? section.secrets().resolve(node, section.name("url")).reveal() : node.getValue();
        if (section.problems().count() > before) {
            return NOWHERE;
        }
        try {
            return new URI(text);
        } catch (URISyntaxException invalid) {
            section.problems()
                    .add(node, section.name("url") + " is no URL such as https://soc.example.org/anchorwatch");
            return NOWHERE;
        }
    }
}
