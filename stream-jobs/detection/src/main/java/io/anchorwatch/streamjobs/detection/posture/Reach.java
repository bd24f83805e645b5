// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How far a finding reaches, each part sorted and distinct.
 *
 * @param namespaces that it lies in or acts on
 * @param subjects users, groups and service accounts, as {@code User/name} or {@code ServiceAccount/namespace/name}
 * @param nodes on which its pods run
 * @param addresses outside the cluster from which it is reached
 */
public record Reach(
        SortedSet<String> namespaces,
        SortedSet<String> subjects,
        SortedSet<String> nodes,
        SortedSet<String> addresses) {

    /** Nothing. */
    public static final Reach NONE = of(Set.of(), Set.of(), Set.of(), Set.of());

    public Reach {
        namespaces = copy(namespaces);
        subjects = copy(subjects);
        nodes = copy(nodes);
        addresses = copy(addresses);
    }

    static Reach of(
            Collection<String> namespaces,
            Collection<String> subjects,
            Collection<String> nodes,
            Collection<String> addresses) {
        return new Reach(
                new TreeSet<>(namespaces), new TreeSet<>(subjects), new TreeSet<>(nodes), new TreeSet<>(addresses));
    }

    static Reach namespace(String namespace) {
        return of(namespace.isEmpty() ? Set.of() : Set.of(namespace), Set.of(), Set.of(), Set.of());
    }

    Reach and(Reach other) {
        return new Reach(
                union(namespaces, other.namespaces),
                union(subjects, other.subjects),
                union(nodes, other.nodes),
                union(addresses, other.addresses));
    }

    static Reach all(Collection<Reach> parts) {
        return parts.stream().reduce(NONE, Reach::and);
    }

    /** One for the finding itself, and one for each part: never 0. */
    public long size() {
        return 1L + namespaces.size() + subjects.size() + nodes.size() + addresses.size();
    }

    private static SortedSet<String> union(SortedSet<String> one, SortedSet<String> other) {
        SortedSet<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private static SortedSet<String> copy(SortedSet<String> set) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(List.copyOf(set)));
    }
}
