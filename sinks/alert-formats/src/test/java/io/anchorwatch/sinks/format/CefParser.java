// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads CEF as its standard says, and refuses what it does not allow. Written from the standard, not from the encoder. */
record CefParser(List<String> header, Map<String, String> extension) {

    private static final Pattern KEY = Pattern.compile("(?:^| )([A-Za-z0-9]+)=");
    private static final int FIELDS = 7;

    static CefParser parse(String line) {
        if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a line end");
        }
        List<String> header = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        int i = 0;
        for (; header.size() < FIELDS; i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                char next = line.charAt(++i);
                if (next != '\\' && next != '|') {
                    throw new IllegalArgumentException("header escape of " + next);
                }
                field.append(next);
            } else if (c == '|') {
                header.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        return new CefParser(header, extension(line.substring(i)));
    }

    private static Map<String, String> extension(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        Matcher key = KEY.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!key.find(at) || key.start() != at) {
                throw new IllegalArgumentException("no key at " + at);
            }
            String name = key.group(1);
            int from = key.end();
            at = key.find(from) ? key.start() : text.length();
            if (values.put(name, unescape(text.substring(from, at))) != null) {
                throw new IllegalArgumentException("key twice: " + name);
            }
        }
        return values;
    }

    private static String unescape(String raw) {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '=') {
                throw new IllegalArgumentException("bare =");
            }
            if (c != '\\') {
                value.append(c);
                continue;
            }
            char next = raw.charAt(++i);
            switch (next) {
                case '\\', '=' -> value.append(next);
                case 'n' -> value.append('\n');
                case 'r' -> value.append('\r');
                default -> throw new IllegalArgumentException("escape of " + next);
            }
        }
        return value.toString();
    }
}
