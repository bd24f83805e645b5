// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Masks credentials in the query of a request URI: parameters whose name says so, in whatever encoding. */
final class UriRedactor {

    private static final List<String> CREDENTIAL_WORDS =
            List.of("token", "authorization", "password", "passwd", "secret", "bearer", "apikey", "credential");

    private UriRedactor() {}

    /** The URI with the values of credential parameters masked; else unchanged, down to its encoding. */
    static String redact(String uri) {
        int query = uri.indexOf('?');
        if (query < 0) {
            return uri;
        }
        StringBuilder out = new StringBuilder(uri.length()).append(uri, 0, query + 1);
        int start = query + 1;
        for (int i = start; i <= uri.length(); i++) {
            if (i == uri.length() || uri.charAt(i) == '&' || uri.charAt(i) == ';') {
                parameter(uri.substring(start, i), out);
                if (i < uri.length()) {
                    out.append(uri.charAt(i));
                }
                start = i + 1;
            }
        }
        return out.toString();
    }

    private static void parameter(String parameter, StringBuilder out) {
        int equals = parameter.indexOf('=');
        if (equals > 0 && isCredential(parameter.substring(0, equals))) {
            out.append(parameter, 0, equals + 1).append(Mask.TEXT);
        } else {
            out.append(parameter);
        }
    }

    private static boolean isCredential(String name) {
        String plain = decoded(name).toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        return CREDENTIAL_WORDS.stream().anyMatch(plain::contains);
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
