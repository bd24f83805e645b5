// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import io.anchorwatch.streamjobs.alert.Severity;
import io.anchorwatch.streamjobs.detection.facts.podsecurity.Level;
import io.anchorwatch.streamjobs.detection.facts.podsecurity.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who is as good as cluster-admin, which workloads run with dangerous rights, and which rights nobody uses. */
final class AccessCheck {

    private static final Findings.About ADMIN = new Findings.About(
            "posture-admin-equivalent",
            "Binding that makes its subjects as good as cluster-admin",
            Severity.HIGH,
            "See the chains; narrow the role, or bind it in one namespace.");
    private static final Findings.About ADMIN_USED = new Findings.About(
            "posture-workload-is-admin",
            "Workload runs as a service account as good as cluster-admin",
            Severity.HIGH,
            "Whoever gets into one of its pods has the cluster: give it a role with what it needs.");
    private static final Findings.About GRANTS_USED = new Findings.About(
            "posture-workload-has-grants",
            "Workload runs as a service account with dangerous grants",
            Severity.MEDIUM,
            "See which of the grants it uses; take away the others.");
    private static final Findings.About UNUSED_GRANTS = new Findings.About(
            "posture-account-unused-with-grants",
            "Service account with dangerous grants that no pod uses",
            Severity.LOW,
            "Where nobody outside uses its tokens, delete the binding.");
    private static final Findings.About UNUSED = new Findings.About(
            "posture-account-unused",
            "Service account that no pod uses",
            Severity.INFORMATIONAL,
            "Where nobody outside uses its tokens, delete it.");
    private static final Findings.About EXPOSED = new Findings.About(
            "posture-exposed-and-dangerous",
            "Workload reached from outside, with rights on its node or dangerous grants",
            Severity.HIGH,
            "Close the way in, or take away the rights: together they are a way from outside into the cluster.");

    private final Cluster cluster;
    private final Findings findings;

    AccessCheck(Cluster cluster, Findings findings) {
        this.cluster = cluster;
        this.findings = findings;
    }

    void run() {
        Access access = cluster.access();
        for (Link link : access.links()) {
            if (link.isAdmin() && !link.standard()) {
                findings.add(ADMIN, link.binding().holder(), access.reach(link));
            }
        }
        cluster.units().all().forEach(this::unit);
        Set<String> used = new TreeSet<>();
        cluster.units().all().forEach(unit -> used.addAll(unit.serviceAccounts()));
        for (Item account : cluster.state().of("serviceaccounts")) {
            String name = account.namespace() + "/" + account.name();
            if (!used.contains(name) && !account.name().equals("default") && !isControllers(name)) {
                boolean granted =
                        access.of(name).stream().anyMatch(link -> !link.grants().isEmpty());
                findings.add(granted ? UNUSED_GRANTS : UNUSED, account.holder(), cluster.reach(account));
            }
        }
    }

    /** The controller manager runs as service accounts that Kubernetes itself binds. */
    private boolean isControllers(String name) {
        return cluster.access().links().stream()
                .anyMatch(link -> link.standard() && link.subjects().contains("ServiceAccount/" + name));
    }

    private void unit(Unit unit) {
        Holder holder = unit.root().holder();
        Reach reach = cluster.reach(unit);
        boolean granted = false;
        boolean admin = false;
        for (String account : unit.serviceAccounts()) {
            for (Link link : cluster.access().of(account)) {
                admin |= link.isAdmin();
                granted |= !link.grants().isEmpty();
                if (!link.grants().isEmpty()) {
                    reach = reach.and(Reach.of(Set.of(), Set.of("ServiceAccount/" + account), Set.of(), Set.of()));
                }
            }
        }
        if (granted || admin) {
            findings.add(admin ? ADMIN_USED : GRANTS_USED, holder, reach);
        }
        boolean onNode =
                !StandardsCheck.violated(unit, Level.BASELINE, Version.LATEST).isEmpty();
        if (!reach.addresses().isEmpty() && (granted || onNode)) {
            findings.add(EXPOSED, holder, reach);
        }
    }

    /** A line for each subject of each binding that makes admins, those of Kubernetes itself left out. */
    List<Chain> chains() {
        List<Chain> chains = new ArrayList<>();
        for (Link link : cluster.access().links()) {
            if (!link.isAdmin() || link.standard()) {
                continue;
            }
            link.adminRule().ifPresent(rule -> {
                Holder source = cluster.access().source(link, rule);
                for (String subject : link.subjects()) {
                    chains.add(new Chain(
                            subject, link.binding().holder(), link.role(), source, Link.text(rule), pods(subject)));
                }
            });
        }
        chains.sort(Comparator.comparing(Chain::subject).thenComparing(Chain::binding));
        return chains;
    }

    private int pods(String subject) {
        return cluster.units().all().stream()
                .filter(unit -> unit.serviceAccounts().stream()
                        .anyMatch(account -> subject.equals("ServiceAccount/" + account)))
                .mapToInt(unit -> unit.pods().size())
                .sum();
    }
}
