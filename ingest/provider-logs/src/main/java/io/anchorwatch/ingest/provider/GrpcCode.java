// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.provider;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Codes of {@code google.rpc.Code} as those of HTTP.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto">code.proto</a>
 */
final class GrpcCode {

    private static final int UNKNOWN = 500;

    private static final Map<String, Integer> HTTP = Map.ofEntries(
            Map.entry("0", 200),
            Map.entry("1", 499),
            Map.entry("3", 400),
            Map.entry("4", 504),
            Map.entry("5", 404),
            Map.entry("6", 409),
            Map.entry("7", 403),
            Map.entry("8", 429),
            Map.entry("9", 400),
            Map.entry("10", 409),
            Map.entry("11", 400),
            Map.entry("12", 501),
            Map.entry("14", 503),
            Map.entry("16", 401));

    private GrpcCode() {}

    /** The code of HTTP for a number of the log; its absence is success. */
    static int http(Optional<Json> code) {
        return code.map(number -> HTTP.getOrDefault(new String(number.bytes(), StandardCharsets.ISO_8859_1), UNKNOWN))
                .orElse(200);
    }
}
