// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests of HTTP/1.1 from one connection.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
 */
final class HttpReader {

    /** More than any vendor takes, so that a sender without bounds does not end the test's memory. */
    static final int MOST_BODY_BYTES = 64 << 20;

    private static final int MOST_LINE_BYTES = 64 << 10;
    private static final int MOST_HEADERS = 200;

    /** The connection is to be reset here. */
    static final class ResetWanted extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final InputStream in;
    private final BooleanSupplier resetMidBody;

    HttpReader(InputStream in, BooleanSupplier resetMidBody) {
        this.in = in;
        this.resetMidBody = resetMidBody;
    }

    /** The next request; null when the connection ended between two. */
    @Nullable
    StubRequest next() throws IOException {
        String start = line();
        if (start == null) {
            return null;
        }
        String[] parts = start.split(" ", -1);
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
            throw new ProtocolException("not a request line: " + start);
        }
        Map<String, String> headers = headers();
        boolean reset = hasBody(headers) && resetMidBody.getAsBoolean();
        byte[] wire = wire(headers, reset);
        byte[] body = "gzip".equalsIgnoreCase(headers.get("content-encoding")) ? inflated(wire) : wire;
        return new StubRequest(parts[0], parts[1], headers, wire, body);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        while (true) {
            String line = line();
            if (line == null) {
                throw new EOFException("the connection ended in the headers");
            }
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon <= 0 || headers.size() >= MOST_HEADERS) {
                throw new ProtocolException("not a header: " + line);
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
        }
    }

    private static boolean hasBody(Map<String, String> headers) {
        return headers.containsKey("transfer-encoding")
                || !headers.getOrDefault("content-length", "0").equals("0");
    }

    private byte[] wire(Map<String, String> headers, boolean reset) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks(reset);
        }
        long length = Long.parseLong(headers.getOrDefault("content-length", "0"));
        if (reset) {
            in.readNBytes((int) Math.min(length / 2, MOST_BODY_BYTES));
            throw new ResetWanted();
        }
        return exactly(length);
    }

    private byte[] chunks(boolean reset) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            String size = line();
            if (size == null) {
                throw new EOFException("the connection ended between chunks");
            }
            if (reset) {
                throw new ResetWanted();
            }
            int length = Integer.parseInt(size.split(";", 2)[0].strip(), 16);
            if (length == 0) {
                headers();
                return all.toByteArray();
            }
            all.write(exactly((long) length + all.size() > MOST_BODY_BYTES ? Long.MAX_VALUE : length));
            line();
        }
    }

    private byte[] exactly(long length) throws IOException {
        if (length > MOST_BODY_BYTES) {
            throw new ProtocolException("a body of more than " + MOST_BODY_BYTES + " bytes");
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended in the body");
        }
        return bytes;
    }

    private static byte[] inflated(byte[] wire) throws IOException {
        try (GZIPInputStream unzip = new GZIPInputStream(new ByteArrayInputStream(wire))) {
            byte[] bytes = unzip.readNBytes(MOST_BODY_BYTES + 1);
            if (bytes.length > MOST_BODY_BYTES) {
                throw new ProtocolException("a body of more than " + MOST_BODY_BYTES + " bytes once inflated");
            }
            return bytes;
        }
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int b = in.read();
            if (b < 0) {
                if (line.size() == 0) {
                    return null;
                }
                throw new EOFException("the connection ended in a line");
            }
            if (b == '\n') {
                String text = line.toString(ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            if (line.size() >= MOST_LINE_BYTES) {
                throw new ProtocolException("a line of more than " + MOST_LINE_BYTES + " bytes");
            }
            line.write(b);
        }
    }
}
