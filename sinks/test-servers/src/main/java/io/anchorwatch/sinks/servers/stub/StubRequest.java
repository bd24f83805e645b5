// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request.
 *
 * @param target path and query as sent
 * @param headers names in lower case; lines of the same name joined by {@code ", "}
 * @param wire the body as sent
 * @param body the body after gzip is undone; the same bytes when there is none
 */
public record StubRequest(String method, String target, Map<String, String> headers, byte[] wire, byte[] body) {

    /** The header of that name, however its letters are cased. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The media type without its parameters, in lower case; empty when there is none. */
    public String mediaType() {
        String type = header("content-type").orElse("");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** The path, as sent. */
    public String path() {
        int end = target.indexOf('?');
        return end < 0 ? target : target.substring(0, end);
    }

    /** What follows the question mark, as sent; empty when there is none. */
    public String rawQuery() {
        int start = target.indexOf('?');
        return start < 0 ? "" : target.substring(start + 1);
    }

    /** The parameters of the query, decoded. */
    public Map<String, String> query() {
        return form(rawQuery());
    }

    /** The body as text. */
    public String text() {
        return new String(body, UTF_8);
    }

    /** The body as a form, decoded. */
    public Map<String, String> form() {
        return form(text());
    }

    private static Map<String, String> form(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
            }
        }
        return parameters;
    }
}
