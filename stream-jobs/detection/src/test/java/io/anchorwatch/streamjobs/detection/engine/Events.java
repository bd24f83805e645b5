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
        field(random, json, "userAgent", text(random, "kubectl/1", "Curl", ""));
        String ref = "{\"resource\":" + value(random, text(random, RESOURCES)) + ",\"subresource\":"
                + value(random, text(random, "", "exec", "status")) + ",\"namespace\":" + value(random, "\"ns\"") + "}";
        field(random, json, "objectRef", random.nextInt(9) == 0 ? "[" + ref + "," + ref + "]" : ref);
        field(random, json, "user", "{\"username\":" + text(random, "bob", "system:node:a") + ",\"groups\":[\"g\"]}");
        field(random, json, "responseStatus", "{\"code\":" + (random.nextBoolean() ? 200 : 403) + "}");
        field(random, json, "requestObject", "{\"spec\":{\"x\":" + value(random, "\"y\"") + "}}");
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
