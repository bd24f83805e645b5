// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Bodies as an API server posts them: items without kind and apiVersion. */
final class Batches {

    private Batches() {}

    static String event(String auditId) {
        return event(auditId, "ResponseComplete", "\"verb\":\"get\"");
    }

    static String event(String auditId, String stage, String members) {
        return "{\"level\":\"RequestResponse\",\"auditID\":\"" + auditId + "\",\"stage\":\"" + stage + "\","
                + "\"requestReceivedTimestamp\":\"2026-11-24T00:03:47.619694Z\","
                + "\"stageTimestamp\":\"2026-11-24T00:03:47.620174Z\"," + members + "}";
    }

    static byte[] list(String... items) {
        return list(List.of(items));
    }

    static byte[] list(List<String> items) {
        return utf8("{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":["
                + String.join(",", items) + "]}\n");
    }

    static List<String> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
    }

    static byte[] listOf(List<String> auditIds) {
        return list(auditIds.stream().map(Batches::event).collect(Collectors.toList()));
    }

    static byte[] gzip(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
