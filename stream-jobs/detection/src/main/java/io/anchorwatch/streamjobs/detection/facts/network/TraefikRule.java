// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code match} of a Traefik route, such as <code>Host(`a.example.com`) &amp;&amp; PathPrefix(`/`)</code>: the hosts in
 * it, read in one pass without understanding the rest.
 */
final class TraefikRule {

    private static final List<String> MATCHERS = List.of("Host(", "HostSNI(");
    private static final String PATTERN = "HostRegexp(";

    private TraefikRule() {}

    static List<String> hosts(String match) {
        List<String> hosts = new ArrayList<>();
        for (String matcher : MATCHERS) {
            for (int at = match.indexOf(matcher); at >= 0; at = match.indexOf(matcher, at + 1)) {
                int end = match.indexOf(')', at);
                int from = at + matcher.length();
                quoted(match.substring(from, end < 0 ? match.length() : end), hosts);
                if (end < 0) {
                    break;
                }
                at = end;
            }
        }
        return hosts;
    }

    /** What stands between backquotes or double quotes. */
    private static void quoted(String arguments, List<String> into) {
        for (String argument : arguments.split(",", -1)) {
            String text = argument.strip();
            if (text.length() > 2 && "`\"".indexOf(text.charAt(0)) >= 0) {
                into.add(text.substring(1, text.length() - 1));
            }
        }
    }

    /** Whether any route asks for no host, or for a pattern of hosts. */
    static boolean anyWithoutHost(JsonNode routes) {
        for (JsonNode route : routes) {
            String match = Nodes.text(route.path("match"));
            boolean named = MATCHERS.stream().anyMatch(match::contains);
            if (!match.isEmpty() && (!named || match.contains(PATTERN))) {
                return true;
            }
        }
        return false;
    }
}
