// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.AuditEventCodec;
import io.anchorwatch.ingest.event.DecodeResult;
import io.anchorwatch.ingest.event.EventLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Recorded audit events as JSON trees, to be varied. */
final class Corpus {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AuditEventCodec CODEC = new AuditEventCodec(EventLimits.DEFAULT);

    private Corpus() {}

    /** Reads NDJSON, compressed with gzip. */
    static List<ObjectNode> read(InputStream compressed) {
        List<ObjectNode> events = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(compressed), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events.add((ObjectNode) JSON.readTree(line));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return events;
    }

    /** The event as a source would publish it. */
    static AuditEvent event(String cluster, ObjectNode json) {
        try {
            DecodeResult decoded = CODEC.decode(cluster, JSON.writeValueAsBytes(json));
            if (decoded instanceof DecodeResult.Decoded good) {
                return good.event();
            }
            throw new IllegalStateException("not an event: " + decoded);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
