// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The recorded incident: audit events of a real control plane, in batches as its API server would send them. */
record Incident(List<List<String>> batches) {

    private static final String RESOURCE = "/anchorwatch/examples/incident.jsonl.gz";
    private static final int BATCH = 40;
    private static final ObjectMapper JSON = new ObjectMapper();

    static Incident load() {
        try (InputStream raw = Objects.requireNonNull(Incident.class.getResourceAsStream(RESOURCE), RESOURCE);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8))) {
            List<String> events = lines.lines().toList();
            List<List<String>> batches = new ArrayList<>();
            for (int from = 0; from < events.size(); from += BATCH) {
                batches.add(events.subList(from, Math.min(from + BATCH, events.size())));
            }
            return new Incident(batches);
        } catch (IOException broken) {
            throw new UncheckedIOException("the recorded incident", broken);
        }
    }

    int events() {
        return batches.stream().mapToInt(List::size).sum();
    }

    /** When an event was over. */
    static Instant time(String event) {
        try {
            return Instant.parse(JSON.readTree(event).path("stageTimestamp").asText());
        } catch (IOException broken) {
            throw new UncheckedIOException("the recorded incident", broken);
        }
    }

    /** A batch as the body of a call to the webhook backend. */
    static String body(List<String> batch) {
        return "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":["
                + String.join(",", batch) + "]}";
    }
}
