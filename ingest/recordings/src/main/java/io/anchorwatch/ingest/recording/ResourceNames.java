// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import io.anchorwatch.ingest.event.ObjectHeader;
import io.anchorwatch.ingest.event.ObjectRef;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Guesses the resource from the kind, as {@code kubectl} does without a server: lower case, English plural. */
final class ResourceNames {

    /** Where the rule of the plural fails. */
    private static final Map<String, String> ODD =
            Map.of("endpoints", "endpoints", "securitycontextconstraints", "securitycontextconstraints");

    private static final Pattern SIBILANT = Pattern.compile(".*(s|x|z|ch|sh)");
    private static final Pattern CONSONANT_Y = Pattern.compile(".*[^aeiou]y");

    private ResourceNames() {}

    static ObjectRef of(ObjectHeader header) {
        String apiVersion = header.apiVersion();
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        return new ObjectRef(group, apiVersion.substring(slash + 1), plural(header.kind()), "", "");
    }

    private static String plural(String kind) {
        String lower = kind.toLowerCase(Locale.ROOT);
        if (ODD.containsKey(lower)) {
            return ODD.getOrDefault(lower, lower);
        }
        if (SIBILANT.matcher(lower).matches()) {
            return lower + "es";
        }
        return CONSONANT_Y.matcher(lower).matches() ? lower.substring(0, lower.length() - 1) + "ies" : lower + "s";
    }
}
