// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.ingest.event.JsonSlices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** The documents of a JSON or YAML text, each as JSON. */
final class Documents {

    private static final int MAX_DEPTH = 200;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Documents() {}

    /** What to do with a document, numbered from 1. */
    interface Sink {
        void document(int number, byte[] json);
    }

    /** What to do when a document can't be read; nothing after it can. */
    interface Failure {
        void unreadable(int number, String reason);
    }

    static void of(byte[] text, Sink sink, Failure failure) {
        String head = new String(text, 0, Math.min(text.length, 4096), StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .strip();
        if (head.startsWith("{")) {
            json(JsonSlices.validUtf8(text), sink, failure);
        } else {
            yaml(new String(text, StandardCharsets.UTF_8), sink, failure);
        }
    }

    private static void json(byte[] text, Sink sink, Failure failure) {
        int number = 0;
        try (JsonParser parser = JsonSlices.parser(text)) {
            while (parser.nextToken() != null) {
                byte[] document = JsonSlices.value(parser, text);
                sink.document(++number, document);
            }
        } catch (IOException e) {
            failure.unreadable(number + 1, "not JSON");
        }
    }

    private static void yaml(String text, Sink sink, Failure failure) {
        int number = 1;
        try {
            for (Object document : parser().loadAll(text)) {
                if (document != null) {
                    sink.document(number, MAPPER.writeValueAsBytes(document));
                }
                number++;
            }
        } catch (YAMLException | JsonProcessingException e) {
            failure.unreadable(number, "not YAML");
        }
    }

    private static Yaml parser() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setNestingDepthLimit(MAX_DEPTH);
        DumperOptions dumping = new DumperOptions();
        return new Yaml(
                new SafeConstructor(options), new Representer(dumping), dumping, options, new JsonLikeResolver());
    }

    /** Kubernetes knows no dates: what looks like one is a text. */
    private static final class JsonLikeResolver extends Resolver {
        @Override
        public void addImplicitResolver(Tag tag, Pattern regexp, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
                super.addImplicitResolver(tag, regexp, first, limit);
            }
        }
    }
}
