// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.index;

import io.anchorwatch.streamjobs.detection.expr.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the networks that an address is in: one binary search a prefix length for IPv4, one by one for IPv6. */
final class NetworkTable {

    private final List<Prefix> prefixes = new ArrayList<>();
    private final List<Map.Entry<Network, int[]>> longer = new ArrayList<>();

    /** The IPv4 networks of one length, by first address. */
    private record Prefix(int mask, int[] addresses, int[][] rules) {}

    NetworkTable(Map<Network, int[]> rules) {
        Map<Integer, List<Map.Entry<Network, int[]>>> byLength = new TreeMap<>();
        for (Map.Entry<Network, int[]> each : rules.entrySet()) {
            if (each.getKey().isVersion4()) {
                byLength.computeIfAbsent(each.getKey().prefix(), unused -> new ArrayList<>())
                        .add(each);
            } else {
                longer.add(each);
            }
        }
        byLength.forEach((length, networks) -> prefixes.add(prefix(length, networks)));
    }

    private static Prefix prefix(int length, List<Map.Entry<Network, int[]>> networks) {
        int mask = length == 0 ? 0 : -1 << (32 - length);
        // Host bits may be set, and then networks that are written differently are one.
        Map<Integer, List<int[]>> rules = new TreeMap<>(Comparator.naturalOrder());
        networks.forEach(each -> rules.computeIfAbsent(each.getKey().version4() & mask, unused -> new ArrayList<>())
                .add(each.getValue()));
        int[] addresses = rules.keySet().stream().mapToInt(Integer::intValue).toArray();
        int[][] marks = rules.values().stream()
                .map(lists -> lists.stream().flatMapToInt(Arrays::stream).toArray())
                .toArray(int[][]::new);
        return new Prefix(mask, addresses, marks);
    }

    void find(String text, Marks marks) {
        long address = Network.version4(text);
        if (address >= 0) {
            for (int i = 0; i < prefixes.size(); i++) {
                Prefix prefix = prefixes.get(i);
                int found = Arrays.binarySearch(prefix.addresses, (int) address & prefix.mask);
                if (found >= 0) {
                    marks.add(prefix.rules[found]);
                }
            }
        } else if (text.indexOf(':') >= 0) {
            for (Map.Entry<Network, int[]> each : longer) {
                if (each.getKey().contains(text)) {
                    marks.add(each.getValue());
                }
            }
        }
        marks.count(prefixes.size() + longer.size());
    }
}
