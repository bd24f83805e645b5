// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeSet;

/**
 * The configuration of the cluster's DNS, read line by line.
 *
 * @see <a href="https://coredns.io/manual/toc/#configuration">Corefile</a>
 */
public final class CoreDns {

    private static final int MAX_WORDS = 64;

    private CoreDns() {}

    /** Servers that queries are sent on to. */
    public static List<Object> forwards(JsonNode configMap) {
        Set<String> servers = new TreeSet<>();
        for (List<String> line : lines(configMap)) {
            boolean forwards = line.get(0).equals("forward") || line.get(0).equals("proxy");
            if (forwards && line.size() > 2) {
                line.subList(2, line.size()).stream()
                        .filter(word -> !word.equals("{"))
                        .forEach(servers::add);
            }
        }
        return List.copyOf(servers);
    }

    /** How names are replaced by others, as the lines have it, without the word {@code rewrite}. */
    public static List<Object> rewrites(JsonNode configMap) {
        Set<String> rewrites = new TreeSet<>();
        for (List<String> line : lines(configMap)) {
            if (line.get(0).equals("rewrite") && line.size() > 1) {
                rewrites.add(String.join(" ", line.subList(1, line.size())));
            }
        }
        return List.copyOf(rewrites);
    }

    private static List<List<String>> lines(JsonNode configMap) {
        List<List<String>> lines = new ArrayList<>();
        for (Map.Entry<String, JsonNode> file : configMap.path("data").properties()) {
            String name = file.getKey();
            if (name.endsWith("Corefile") || name.endsWith(".server") || name.endsWith(".override")) {
                Nodes.text(file.getValue()).lines().map(CoreDns::words).forEach(words -> {
                    if (!words.isEmpty()) {
                        lines.add(words);
                    }
                });
            }
        }
        return lines;
    }

    private static List<String> words(String line) {
        int comment = line.indexOf('#');
        StringTokenizer rest = new StringTokenizer(comment < 0 ? line : line.substring(0, comment));
        List<String> words = new ArrayList<>();
        while (rest.hasMoreTokens() && words.size() < MAX_WORDS) {
            words.add(rest.nextToken());
        }
        return words;
    }
}
