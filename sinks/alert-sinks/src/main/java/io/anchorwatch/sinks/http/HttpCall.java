// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request to a target.
 *
 * @param method such as {@code POST}
 * @param path added to the path of the target's URL, with its query if it has one; never made of an event's text as it is
 * @param headers headers of this request
 * @param body what to send; empty for none
 * @param mostAnswerBytes most of an answer that is read
 */
public record HttpCall(String method, String path, Map<String, String> headers, byte[] body, int mostAnswerBytes) {

    public HttpCall {
        headers = Map.copyOf(headers);
    }

    /** A POST to the target's own URL. */
    public static HttpCall post(byte[] body) {
        return post("", body);
    }

    public static HttpCall post(String path, byte[] body) {
        return new HttpCall("POST", path, Map.of(), body, HttpPoster.MOST_BODY_BYTES);
    }

    public static HttpCall get(String path) {
        return new HttpCall("GET", path, Map.of(), new byte[0], HttpPoster.MOST_BODY_BYTES);
    }

    public HttpCall header(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new HttpCall(method, path, all, body, mostAnswerBytes);
    }

    public HttpCall reading(int most) {
        return new HttpCall(method, path, headers, body, most);
    }
}
