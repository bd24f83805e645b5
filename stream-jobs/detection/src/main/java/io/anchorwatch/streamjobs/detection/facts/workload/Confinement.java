// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.workload;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import io.anchorwatch.streamjobs.detection.facts.podsecurity.Level;
import io.anchorwatch.streamjobs.detection.facts.podsecurity.PodSecurity;
import io.anchorwatch.streamjobs.detection.facts.podsecurity.SysctlCheck;
import io.anchorwatch.streamjobs.detection.facts.podsecurity.Version;
import io.anchorwatch.streamjobs.detection.facts.podsecurity.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What holds a workload's processes back, and what of it was taken away. */
public final class Confinement {

    private static final String SECCOMP = "seccomp.security.alpha.kubernetes.io/";
    private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";

    private Confinement() {}

    /** Added capabilities in upper case, without {@code CAP_}: the runtime folds them likewise. */
    public static List<Object> capabilities(Workload workload) {
        Set<String> added = new TreeSet<>();
        workload.contexts()
                .flatMap(context -> Workload.stream(context.path("capabilities").path("add")))
                .forEach(capability -> {
                    String name = Nodes.text(capability).toUpperCase(Locale.ROOT);
                    added.add(name.startsWith("CAP_") ? name.substring(4) : name);
                });
        return List.copyOf(added);
    }

    /** What is switched off or of the author's own choice: seccomp, apparmor, procMount, selinux, sysctl. */
    public static List<Object> unconfined(Workload workload) {
        Set<String> off = new TreeSet<>();
        workload.contexts().forEach(context -> {
            if (isUnconfined(context.path("seccompProfile"))) {
                off.add("seccomp");
            }
            if (isUnconfined(context.path("appArmorProfile"))) {
                off.add("apparmor");
            }
            if (Nodes.text(context.path("procMount")).equals("Unmasked")) {
                off.add("procMount");
            }
        });
        for (PodTemplate pod : workload.pods()) {
            annotations(pod, off);
            for (Violation violation :
                    PodSecurity.evaluate(pod.metadata(), pod.spec(), Level.BASELINE, Version.LATEST)) {
                if (violation.check().equals("seLinuxOptions")) {
                    off.add("selinux");
                } else if (violation.check().equals("sysctls")) {
                    off.add("sysctl");
                }
            }
        }
        return List.copyOf(off);
    }

    private static boolean isUnconfined(JsonNode profile) {
        return Nodes.text(profile.path("type")).equals("Unconfined");
    }

    private static void annotations(PodTemplate pod, Set<String> off) {
        pod.metadata().path("annotations").properties().forEach(entry -> {
            if (Nodes.text(entry.getValue()).equals("unconfined")) {
                if (entry.getKey().startsWith(APP_ARMOR)) {
                    off.add("apparmor");
                } else if (entry.getKey().startsWith(SECCOMP) || entry.getKey().startsWith("container." + SECCOMP)) {
                    off.add("seccomp");
                }
            }
        });
    }

    /** Names of the kernel parameters that it sets and that are not safe at the latest version of the standards. */
    public static List<Object> unsafeSysctls(Workload workload) {
        Set<String> unsafe = new TreeSet<>();
        workload.pods().forEach(pod -> unsafe.addAll(SysctlCheck.unsafe(pod.spec(), Version.LATEST)));
        return List.copyOf(unsafe);
    }

    /** Whether a pod or container asks for user 0, or says that it need not be another. */
    public static boolean runsAsRoot(Workload workload) {
        return workload.contexts()
                .anyMatch(context -> Nodes.isFalse(context.path("runAsNonRoot"))
                        || Nodes.number(context.path("runAsUser")).equals(0L));
    }
}
