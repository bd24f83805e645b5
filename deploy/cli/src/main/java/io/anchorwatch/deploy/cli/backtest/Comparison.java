// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import io.anchorwatch.streamjobs.alert.Alert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which findings two rule sets share. An alert's id holds its rule's logic, so it can't tell: a finding is the same when
 * cluster, rule and the event it is anchored at are; of a correlation, when cluster, rule and group are, and its time
 * overlaps. Both sets judge each event at the same moment, so that what is not matched after many more findings never will
 * be: memory is bounded by as many.
 */
final class Comparison {

    private static final int OPEN = 100_000;

    private final Map<Key, Finding> open = new LinkedHashMap<>(1024, 0.75f, true);
    private final SortedMap<String, RuleDiff> rules = new TreeMap<>();
    private final Map<Kind, List<Difference>> shown = new TreeMap<>();
    private final int most;

    /** Keeps at most that many differences of each kind to be shown; all are counted. */
    Comparison(int most) {
        this.most = most;
    }

    /** What two sets may differ in. */
    enum Kind {
        ONLY_A,
        ONLY_B,
        CHANGED
    }

    /** A difference; {@code how} is empty where one set tells nothing. */
    record Difference(Kind kind, Telling telling, String how) {}

    private record Key(String cluster, String rule, String anchor) {}

    private record Finding(Map<String, Telling> a, Map<String, Telling> b) {
        Map<String, Telling> of(Side side) {
            return side == Side.A ? a : b;
        }
    }

    /** Takes an alert in; false when the set had told that finding before, and now tells more of it. */
    boolean told(Side side, Alert alert) {
        boolean single = alert.correlation().equals(Alert.Correlation.NONE);
        Key key = new Key(alert.cluster(), alert.rule().id(), single ? Telling.anchor(alert) : alert.fingerprint());
        Finding finding =
                open.computeIfAbsent(key, unseen -> new Finding(new LinkedHashMap<>(2), new LinkedHashMap<>(2)));
        Telling telling = Telling.of(alert);
        boolean first = !finding.of(side).containsKey(telling.id());
        finding.of(side).merge(telling.id(), telling, (one, other) -> one.revision() > other.revision() ? one : other);
        if (open.size() > OPEN) {
            Iterator<Finding> oldest = open.values().iterator();
            settle(oldest.next());
            oldest.remove();
        }
        return first;
    }

    /** Says that no more comes. */
    void finish() {
        open.values().forEach(this::settle);
        open.clear();
        shown.values()
                .forEach(list -> list.sort((one, other) ->
                        one.telling().first().compareTo(other.telling().first())));
    }

    private void settle(Finding finding) {
        List<Telling> rest = new ArrayList<>(finding.b().values());
        for (Telling a : finding.a().values()) {
            RuleDiff diff = diff(a);
            int match = match(a, rest);
            if (match < 0) {
                diff.onlyA++;
                show(Kind.ONLY_A, a, "");
            } else {
                Telling b = rest.remove(match);
                String how = a.differsFrom(b);
                diff.both++;
                if (!how.isEmpty()) {
                    diff.changed++;
                    show(Kind.CHANGED, b, how);
                }
            }
        }
        for (Telling b : rest) {
            diff(b).onlyB++;
            show(Kind.ONLY_B, b, "");
        }
    }

    private static int match(Telling a, List<Telling> others) {
        for (int i = 0; i < others.size(); i++) {
            if (others.get(i).eventId().equals(a.eventId()) || others.get(i).overlaps(a)) {
                return i;
            }
        }
        return -1;
    }

    private RuleDiff diff(Telling telling) {
        return rules.computeIfAbsent(telling.rule(), unseen -> new RuleDiff());
    }

    private void show(Kind kind, Telling telling, String how) {
        List<Difference> list = shown.computeIfAbsent(kind, unseen -> new ArrayList<>());
        if (list.size() < most) {
            list.add(new Difference(kind, telling, how));
        }
    }

    /** By rule. */
    SortedMap<String, RuleDiff> rules() {
        return Collections.unmodifiableSortedMap(rules);
    }

    /** Over all rules. */
    RuleDiff total() {
        RuleDiff total = new RuleDiff();
        rules.values().forEach(total::add);
        return total;
    }

    /** Some differences of a kind, in order of time. */
    List<Difference> shown(Kind kind) {
        return shown.getOrDefault(kind, List.of());
    }
}
