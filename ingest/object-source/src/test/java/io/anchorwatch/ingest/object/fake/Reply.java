// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.fake;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** HTTP answers on a socket. */
final class Reply {

    private final Socket socket;
    private final OutputStream out;
    private final int retryAfter;

    Reply(Socket socket, int retryAfter) throws IOException {
        this.socket = socket;
        this.retryAfter = retryAfter;
        this.out = socket.getOutputStream();
    }

    void json(int status, String body) throws IOException {
        json(status, body, "application/json");
    }

    void json(int status, String body, String type) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String wait = status == 429 && retryAfter > 0 ? "\r\nRetry-After: " + retryAfter : "";
        out.write(("HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\nContent-Length: " + bytes.length + wait
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.flush();
    }

    void status(int code, String message) throws IOException {
        json(
                code,
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\""
                        + message + "\",\"reason\":\"\",\"code\":" + code + "}");
    }

    /** Whether the fault is one that befalls the whole request; then it was answered. */
    boolean refused(Fault fault) throws IOException {
        switch (fault) {
            case FORBIDDEN -> status(403, "pods is forbidden");
            case UNAUTHORIZED -> status(401, "Unauthorized");
            case TOO_MANY -> status(429, "too many requests");
            case INTERNAL -> status(500, "internal error");
            case GONE_STATUS -> status(410, "too old resource version");
            case RESET -> reset();
            default -> {
                return false;
            }
        }
        return true;
    }

    void beginStream() throws IOException {
        out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Bytes in chunks of at most that size. */
    void chunks(byte[] bytes, int from, int to, int size) throws IOException {
        for (int at = from; at < to; at += size) {
            int n = Math.min(size, to - at);
            out.write((Integer.toHexString(n) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes, at, n);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    void line(String type, String object) throws IOException {
        byte[] bytes = ("{\"type\":\"" + type + "\",\"object\":" + object + "}\n").getBytes(StandardCharsets.UTF_8);
        chunks(bytes, 0, bytes.length, bytes.length);
    }

    void endStream() throws IOException {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
        throw new IOException("reset as asked");
    }
}
