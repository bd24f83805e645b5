// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.service;

import io.anchorwatch.deploy.cli.AnchorwatchMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A recorded incident, to be played any number of times: each time under audit ids of its own. */
record Recording(List<String> events) {

    private static final Pattern AUDIT_ID = Pattern.compile("\"auditID\":\"([^\"]+)\"");
    private static final int BATCH = 20;

    static Recording load() throws IOException {
        String name = "/anchorwatch/examples/incident.jsonl.gz";
        try (InputStream raw = Objects.requireNonNull(AnchorwatchMain.class.getResourceAsStream(name), name);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8))) {
            return new Recording(lines.lines().toList());
        }
    }

    /** The batch of that number, from 0 on, without end. */
    List<String> batch(int number) {
        int perTake = (events.size() + BATCH - 1) / BATCH;
        int from = number % perTake * BATCH;
        List<String> batch = new ArrayList<>();
        for (String event : events.subList(from, Math.min(from + BATCH, events.size()))) {
            Matcher id = AUDIT_ID.matcher(event);
            batch.add(id.replaceFirst("\"auditID\":\"$1-take-" + number / perTake + "\""));
        }
        return batch;
    }

    static String body(List<String> items) {
        return "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":["
                + String.join(",", items) + "]}";
    }
}
