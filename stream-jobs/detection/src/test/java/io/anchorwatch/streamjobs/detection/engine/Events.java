// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/** Audit events for tests: made from a seed, or recorded from a real API server when the recording is there. */
final class Events {

    private static final Path RECORDED = Path.of("../../../shared/corpus/real-cluster/audit.jsonl.gz");
    private static final String[] VERBS = {"get", "list", "create", "patch", "delete", "CREATE", ""};
    private static final String[] RESOURCES = {"pods", "secrets", "roles", "Pods", "nodes"};
    private static final String[] VALUES = {
        "null", "true", "5", "1e999999999", "\"x\"", "[]", "[\"create\",[\"pods\"]]", "{}", "{\"a\":[1]}", "-0.50"
    };

    private Events() {}

    static String random(Random random) {
        StringBuilder json = new StringBuilder("{\"level\":\"Request\"");
        field(random, json, "verb", text(random, VERBS));
        field(random, json, "stage", text(random, "ResponseComplete", "ResponseStarted", "RequestReceived"));
        field(random, json, "userAgent", odd(random, "kubectl/1", "Curl", ""));
        field(random, json, "requestURI", odd(random, "/api/v1/pods", "/api/v1/namespaces/ns/pods?name=web-1"));
        field(
                random,
                json,
                "sourceIPs",
                "[" + odd(random, "10.1.2.3", "::ffff:10.1.2.3", "fd00::1") + ",\"10.9.9.9\"]");
        field(random, json, "stageTimestamp", text(random, "2026-01-01T10:20:30Z", "2026-01-01T01:00:00+02:00", "x"));
        if (random.nextInt(4) == 0) {
            field(random, json, "impersonatedUser", "{\"username\":" + odd(random, "bob", "system:admin") + "}");
            field(random, json, "annotations", "{\"team\":" + odd(random, "web-1", "ns") + "}");
        }
        String ref = "{\"resource\":" + value(random, text(random, RESOURCES)) + ",\"subresource\":"
                + value(random, text(random, "", "exec", "status")) + ",\"namespace\":"
                + value(random, odd(random, "ns"))
                + ",\"name\":" + value(random, odd(random, "web-1")) + "}";
        field(random, json, "objectRef", random.nextInt(9) == 0 ? "[" + ref + "," + ref + "]" : ref);
        field(
                random,
                json,
                "user",
                "{\"username\":" + odd(random, "bob", "system:node:a") + ",\"groups\":[\"g\","
                        + odd(random, "system:masters") + "]}");
        field(random, json, "responseStatus", "{\"code\":" + (random.nextBoolean() ? 200 : 403) + "}");
        field(
                random,
                json,
                "requestObject",
                "{\"spec\":{\"x\":" + value(random, odd(random, "y")) + ",\"list\":"
                        + value(random, "[{\"name\":" + odd(random, "pods") + ",\"x\":1},{\"name\":null},5]") + "}}");
        if (random.nextInt(9) == 0) {
            json.append(",\"objectRef\":{}");
        }
        return json.append("}").toString();
    }

    private static void field(Random random, StringBuilder json, String name, String usual) {
        if (random.nextInt(8) != 0) {
            json.append(",\"").append(name).append("\":").append(value(random, usual));
        }
    }

    private static String value(Random random, String usual) {
        return random.nextInt(10) == 0 ? VALUES[random.nextInt(VALUES.length)] : usual;
    }

    private static String text(Random random, String... choices) {
        return "\"" + choices[random.nextInt(choices.length)] + "\"";
    }

    /** One of the choices, or a text that rules of {@link RandomExpressions} ask for, whole or in part. */
    private static String odd(Random random, String... choices) {
        if (random.nextInt(3) != 0) {
            return text(random, choices);
        }
        String[] texts = RandomExpressions.TEXTS;
        String text = texts[random.nextInt(texts.length)] + (random.nextInt(3) == 0 ? "X/y" : "");
        return "\"" + escaped(text) + "\"";
    }

    /** Halves of pairs would not survive UTF-8. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(c < 0x80 ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        return escaped.toString();
    }

    /** Recorded events, none when this checkout has no recording beside it. */
    static List<byte[]> recorded() throws IOException {
        List<byte[]> events = new ArrayList<>();
        if (Files.exists(RECORDED)) {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(RECORDED)), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    events.add(line.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return events;
    }
}
