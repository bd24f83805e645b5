// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.podsecurity;

import static io.anchorwatch.streamjobs.detection.facts.podsecurity.Check.baseline;
import static io.anchorwatch.streamjobs.detection.facts.podsecurity.Check.restricted;
import static io.anchorwatch.streamjobs.detection.facts.podsecurity.Check.since;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The checks, and which of them a version of a level has. */
final class Checks {

    private static final List<Check> ALL = List.of(
            baseline("appArmorProfile", since(0, ProfileChecks::appArmor)),
            baseline("capabilities_baseline", since(0, CapabilityChecks::baseline)),
            baseline("hostNamespaces", since(0, HostChecks::namespaces)),
            baseline("hostPathVolumes", since(0, VolumeChecks::hostPath)),
            baseline("hostPorts", since(0, HostChecks::ports)),
            baseline("hostProbesAndHostLifecycle", since(34, HookHostCheck::detail)),
            baseline("privileged", since(0, HostChecks::privileged)),
            baseline(
                    "procMount",
                    since(0, HostChecks::procMount),
                    since(35, ((Check.Test) HostChecks::procMount).exceptInUserNamespaces())),
            baseline("seLinuxOptions", since(0, SeLinuxCheck.upTo(0)), since(31, SeLinuxCheck.upTo(31))),
            baseline(
                    "seccompProfile_baseline",
                    since(0, ProfileChecks::seccompAnnotations),
                    since(19, ProfileChecks::seccomp)),
            baseline(
                    "sysctls",
                    since(0, SysctlCheck.at(0)),
                    since(27, SysctlCheck.at(27)),
                    since(29, SysctlCheck.at(29)),
                    since(32, SysctlCheck.at(32)),
                    since(37, SysctlCheck.at(37))),
            baseline("windowsHostProcess", since(0, HostChecks::windowsProcess)),
            restricted(
                    "allowPrivilegeEscalation",
                    since(8, UserChecks::escalation),
                    since(25, ((Check.Test) UserChecks::escalation).exceptOnWindows())),
            restricted(
                    "capabilities_restricted",
                    since(22, CapabilityChecks::restricted, "capabilities_baseline"),
                    since(25, ((Check.Test) CapabilityChecks::restricted).exceptOnWindows(), "capabilities_baseline")),
            restricted("procMount_restricted", since(35, HostChecks::procMount, "procMount")),
            restricted("restrictedVolumes", since(0, VolumeChecks::restricted, "hostPathVolumes")),
            restricted(
                    "runAsNonRoot",
                    since(0, UserChecks::nonRoot),
                    since(35, ((Check.Test) UserChecks::nonRoot).exceptInUserNamespaces())),
            restricted(
                    "runAsUser",
                    since(23, UserChecks::root),
                    since(35, ((Check.Test) UserChecks::root).exceptInUserNamespaces())),
            restricted(
                    "seccompProfile_restricted",
                    since(19, ProfileChecks::seccompRequired, "seccompProfile_baseline"),
                    since(
                            25,
                            ((Check.Test) ProfileChecks::seccompRequired).exceptOnWindows(),
                            "seccompProfile_baseline")));

    private static final int NEWEST = ALL.stream()
            .flatMap(check -> check.revisions().stream())
            .mapToInt(Check.Revision::since)
            .max()
            .orElse(0);

    private static final Map<Level, List<List<Active>>> BY_LEVEL = byLevel();

    private Checks() {}

    /** A check in the form that a version has. */
    record Active(String id, Check.Test test) {}

    static List<Active> of(Level level, Version version) {
        return BY_LEVEL.getOrDefault(level, List.of()).isEmpty()
                ? List.of()
                : BY_LEVEL.getOrDefault(level, List.of()).get(Math.min(version.minor(), NEWEST));
    }

    static List<String> ids(Level level) {
        return ALL.stream()
                .filter(check -> check.level() == level)
                .map(Check::id)
                .toList();
    }

    private static Map<Level, List<List<Active>>> byLevel() {
        List<List<Active>> baseline = new ArrayList<>();
        List<List<Active>> restricted = new ArrayList<>();
        for (int minor = 0; minor <= NEWEST; minor++) {
            baseline.add(active(Level.BASELINE, minor, Set.of()));
            List<Active> both = new ArrayList<>(active(Level.BASELINE, minor, replacedAt(minor)));
            both.addAll(active(Level.RESTRICTED, minor, Set.of()));
            restricted.add(List.copyOf(both));
        }
        return new TreeMap<>(Map.of(Level.BASELINE, baseline, Level.RESTRICTED, restricted));
    }

    private static List<Active> active(Level level, int minor, Set<String> replaced) {
        List<Active> active = new ArrayList<>();
        for (Check check : ALL) {
            if (check.level() == level && !replaced.contains(check.id())) {
                at(check, minor).forEach(revision -> active.add(new Active(check.id(), revision.test())));
            }
        }
        return List.copyOf(active);
    }

    private static Set<String> replacedAt(int minor) {
        Set<String> replaced = new HashSet<>();
        ALL.forEach(check -> at(check, minor).forEach(revision -> replaced.addAll(revision.replaces())));
        return replaced;
    }

    /** The revision that holds at a version; none before the first. */
    private static List<Check.Revision> at(Check check, int minor) {
        return check.revisions().stream()
                .filter(revision -> revision.since() <= minor)
                .max(Comparator.comparingInt(Check.Revision::since))
                .map(List::of)
                .orElse(List.of());
    }
}
