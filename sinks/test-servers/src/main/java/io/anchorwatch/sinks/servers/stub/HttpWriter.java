// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes answers of HTTP/1.1. */
final class HttpWriter {

    private HttpWriter() {}

    /** Writes all of the answer, or with {@code cut} up to the middle of its body, of its head when it has none. */
    static void write(OutputStream out, StubAnswer answer, Instant date, boolean headOnly, boolean cut)
            throws IOException {
        byte[] head = head(answer, date);
        byte[] body = headOnly ? new byte[0] : answer.body();
        ByteArrayOutputStream all = new ByteArrayOutputStream(head.length + body.length);
        all.writeBytes(head);
        all.writeBytes(body);
        byte[] bytes = all.toByteArray();
        int whole = bytes.length;
        int half = body.length == 0 ? head.length / 2 : head.length + body.length / 2;
        out.write(bytes, 0, cut ? half : whole);
        out.flush();
    }

    private static byte[] head(StubAnswer answer, Instant date) {
        StringBuilder head = new StringBuilder(200);
        // An empty reason is allowed by RFC 9112, 4; the space before it is not optional.
        head.append("HTTP/1.1 ").append(answer.status()).append(" \r\n");
        head.append("Date: ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)))
                .append("\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (answer.status() != 204) {
            head.append("Content-Length: ").append(answer.body().length).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(ISO_8859_1);
    }
}
