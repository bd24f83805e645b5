// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL as the API server takes it apart: by the rules of Go's net/url, which differ from Java's.
 *
 * @param scheme in lower case, empty when there is none
 * @param host with its port, brackets of IPv6 included
 * @param escapedPath percent-encoded
 * @param rawQuery without the question mark
 * @see <a href="https://pkg.go.dev/net/url">net/url</a>
 */
record GoUrl(String scheme, String host, String escapedPath, String rawQuery) {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    private static final Pattern PORT = Pattern.compile("(:[0-9]*)?");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._:~!$&'()*+,;=%@-]*");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:\\[\\]<>\"\\x{80}-\\x{10FFFF}-]*");

    /** Whether the text is an absolute URI or an absolute path. */
    static boolean isRequestUri(String text) {
        return split(text, true) != null;
    }

    /** The URL; null when it is none. A fragment is cut off only after the whole was found good, as upstream. */
    static @Nullable GoUrl parse(String text) {
        if (!isRequestUri(text)) {
            return null;
        }
        int hash = text.indexOf('#');
        boolean badFragment = hash >= 0 && Percent.decode(text.substring(hash + 1), false) == null;
        return badFragment ? null : split(hash < 0 ? text : text.substring(0, hash), false);
    }

    private static @Nullable GoUrl split(String text, boolean asRequest) {
        if (text.isEmpty() || text.chars().anyMatch(c -> c < 0x20 || c == 0x7f) || text.startsWith(":")) {
            return null;
        }
        if (text.equals("*")) {
            return new GoUrl("", "", "*", "");
        }
        int colon = text.indexOf(':');
        boolean hasScheme =
                colon > 0 && SCHEME.matcher(text.substring(0, colon)).matches();
        String scheme = hasScheme ? text.substring(0, colon).toLowerCase(Locale.ROOT) : "";
        String rest = hasScheme ? text.substring(colon + 1) : text;
        int question = rest.indexOf('?');
        String query = question < 0 ? "" : rest.substring(question + 1);
        rest = question < 0 ? rest : rest.substring(0, question);
        if (!rest.startsWith("/")) {
            return hasScheme ? new GoUrl(scheme, "", "", query) : null;
        }
        String host = "";
        if (rest.startsWith("//") && (hasScheme || (!asRequest && !rest.startsWith("///")))) {
            int slash = rest.indexOf('/', 2);
            String authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
            rest = slash < 0 ? "" : rest.substring(slash);
            @Nullable String found = host(authority);
            if (found == null) {
                return null;
            }
            host = found;
        }
        @Nullable String path = Percent.path(rest);
        return path == null ? null : new GoUrl(scheme, host, path, query);
    }

    private static @Nullable String host(String authority) {
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? "" : authority.substring(0, at);
        String host = authority.substring(at + 1);
        if (!USER.matcher(user).matches() || Percent.decode(user, false) == null) {
            return null;
        }
        int portAt = host.startsWith("[") ? host.lastIndexOf(']') + 1 : host.lastIndexOf(':');
        boolean unclosed = host.startsWith("[") && portAt == 0;
        if (unclosed || (portAt >= 0 && !PORT.matcher(host.substring(portAt)).matches())) {
            return null;
        }
        @Nullable String decoded = Percent.decode(host, false);
        return decoded == null || !HOST.matcher(decoded).matches() ? null : decoded;
    }

    /** The host without its port, and without brackets. */
    String hostname() {
        if (host.startsWith("[")) {
            return host.substring(1, host.lastIndexOf(']'));
        }
        int colon = host.lastIndexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }

    /** The port's digits, empty when there is none. */
    String port() {
        int colon = host.startsWith("[") ? host.indexOf(':', host.lastIndexOf(']')) : host.lastIndexOf(':');
        return colon < 0 ? "" : host.substring(colon + 1);
    }

    /** Parameters by name, unescaped; damaged ones are left out, as upstream. */
    Map<String, List<String>> query() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            @Nullable String key = Percent.decode(equals < 0 ? pair : pair.substring(0, equals), true);
            @Nullable String value = Percent.decode(equals < 0 ? "" : pair.substring(equals + 1), true);
            if (!pair.isEmpty() && pair.indexOf(';') < 0 && key != null && value != null) {
                parameters.computeIfAbsent(key, unused -> new ArrayList<>()).add(value);
            }
        }
        return parameters;
    }
}
