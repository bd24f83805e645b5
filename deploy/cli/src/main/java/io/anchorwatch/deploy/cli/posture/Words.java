// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.posture;

import io.anchorwatch.streamjobs.alert.Severity;
import io.anchorwatch.streamjobs.detection.posture.Chain;
import io.anchorwatch.streamjobs.detection.posture.Finding;
import io.anchorwatch.streamjobs.detection.posture.Fruit;
import io.anchorwatch.streamjobs.detection.posture.Holder;
import io.anchorwatch.streamjobs.detection.posture.PostureReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What all formats for people say alike. */
final class Words {

    /** What the numbers mean and what the report can't see. */
    static final List<String> METHOD = List.of(
            "Each object is judged by the rules for object changes as if nobody known had just made it; rules about the"
                    + " writing itself are left out.",
            "A pod is told at the workload that owns it. An owner counts only when it is there under the uid that the pod"
                    + " names.",
            "Score = weight × reach. Weight: critical 625, high 125, medium 25, low 5, informational 1. Reach: 1 +"
                    + " namespaces + subjects + nodes + addresses.",
            "Subjects are users, groups and service accounts that bindings name, and service accounts that are members of"
                    + " the groups named. Who else is in a group, the cluster does not know.",
            "\"Breaks nothing\" means: no object in this state depends on it. What uses the API from outside, and what will"
                    + " be made later, can't be seen.",
            "Rules pass over infrastructure namespaces where the shipped lists name them; Pod Security, access and"
                    + " addresses are told for all.");

    private Words() {}

    static String number(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }

    static String bySeverity(List<Finding> findings) {
        List<String> parts = new ArrayList<>();
        Severity[] levels = Severity.values();
        for (int i = levels.length - 1; i >= 0; i--) {
            Severity level = levels[i];
            long count = findings.stream()
                    .filter(finding -> finding.severity() == level)
                    .count();
            if (count > 0) {
                parts.add(count + " " + level.wireName());
            }
        }
        return String.join(", ", parts);
    }

    static long breaksNothing(PostureReport report) {
        return report.fruit().stream()
                .filter(fruit -> fruit.effect() == Fruit.Effect.BREAKS_NOTHING)
                .count();
    }

    /** The first {@code most} objects by resource, such as {@code deployments.apps: shop/web (3), shop/cart}. */
    static SortedMap<String, List<String>> byResource(Map<Holder, Integer> holders, int most) {
        SortedMap<String, List<String>> groups = new TreeMap<>();
        holders.entrySet().stream().limit(most).forEach(holder -> {
            String[] words = holder.getKey().text().split(" ", 2);
            groups.computeIfAbsent(words[0], unused -> new ArrayList<>())
                    .add(words[1] + (holder.getValue() > 1 ? " (" + holder.getValue() + ")" : ""));
        });
        return groups;
    }

    /** The role of a chain, and the one that brings the rule into it where that is another. */
    static String role(Chain chain) {
        return chain.role().text()
                + (chain.source().equals(chain.role())
                        ? ""
                        : " ⊃ " + chain.source().text());
    }

    static String looked(PostureReport.Counts counts) {
        return number(counts.objects(), "object", "objects") + ", "
                + number(counts.namespaces(), "namespace", "namespaces") + ", "
                + number(counts.nodes(), "node", "nodes") + ", "
                + number(counts.workloads(), "workload", "workloads") + ", "
                + number(counts.pods(), "pod", "pods") + ", "
                + number(counts.accounts(), "service account", "service accounts");
    }

    static String leftOut(PostureReport.Counts counts) {
        return number(counts.standard(), "role or binding", "roles and bindings")
                + " that every API server or kubeadm makes so, " + number(counts.over(), "pod", "pods") + " that ended";
    }
}
