// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads LEEF 2.0 as IBM's guide says, and refuses what it does not allow. */
record LeefParser(List<String> header, Map<String, String> attributes) {

    static LeefParser parse(String line) {
        if (line.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("a control character");
        }
        String[] parts = line.split("\\|", 7);
        if (parts.length != 7 || !parts[0].equals("LEEF:2.0")) {
            throw new IllegalArgumentException("not seven parts");
        }
        char delimiter =
                parts[5].startsWith("0x") ? (char) Integer.parseInt(parts[5].substring(2), 16) : parts[5].charAt(0);
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String pair : parts[6].split(Pattern.quote(String.valueOf(delimiter)), -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 1 ? "" : pair.substring(0, equals);
            if (!key.matches("[A-Za-z0-9]+")) {
                throw new IllegalArgumentException("no key");
            }
            if (attributes.put(key, pair.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("key twice: " + key);
            }
        }
        return new LeefParser(List.of(parts).subList(0, 6), attributes);
    }
}
