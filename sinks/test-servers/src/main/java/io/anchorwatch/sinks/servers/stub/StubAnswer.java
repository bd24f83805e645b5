// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a stub answers. */
public record StubAnswer(int status, Map<String, String> headers, byte[] body) {

    /** A status and nothing else. */
    public static StubAnswer of(int status) {
        return new StubAnswer(status, Map.of(), new byte[0]);
    }

    /** A JSON text. */
    public static StubAnswer json(int status, String json) {
        return new StubAnswer(status, Map.of("Content-Type", "application/json"), json.getBytes(UTF_8));
    }

    /** A plain text. */
    public static StubAnswer text(int status, String text) {
        return new StubAnswer(status, Map.of("Content-Type", "text/plain; charset=utf-8"), text.getBytes(UTF_8));
    }

    /** The same with one more header. */
    public StubAnswer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new StubAnswer(status, all, body);
    }
}
