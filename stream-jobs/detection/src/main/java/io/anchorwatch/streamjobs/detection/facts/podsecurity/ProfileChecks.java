// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.podsecurity;

import static io.anchorwatch.streamjobs.detection.facts.podsecurity.PodUnderTest.context;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** AppArmor and seccomp profiles, in fields and in the annotations that were before them. */
final class ProfileChecks {

    private static final Set<String> CONFINED = Set.of("RuntimeDefault", "Localhost");
    private static final String LOCALHOST = "localhost/";
    private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
    private static final String SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
    private static final String SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";

    private ProfileChecks() {}

    static String appArmor(PodUnderTest pod) {
        String field = pod.anywhere(context -> isBad(context.path("appArmorProfile")), "AppArmor profile");
        if (!field.isEmpty()) {
            return field;
        }
        Set<String> bad = new TreeSet<>();
        for (Map.Entry<String, JsonNode> entry :
                pod.metadata().path("annotations").properties()) {
            String profile = Nodes.text(entry.getValue());
            boolean allowed = profile.isEmpty() || profile.equals("runtime/default") || profile.startsWith(LOCALHOST);
            if (entry.getKey().startsWith(APP_ARMOR) && !allowed) {
                bad.add(entry.getKey().substring(APP_ARMOR.length()));
            }
        }
        return bad.isEmpty() ? "" : "AppArmor annotation of " + PodUnderTest.shown(bad);
    }

    static String seccompAnnotations(PodUnderTest pod) {
        JsonNode annotations = pod.metadata().path("annotations");
        if (isBadAnnotation(annotations.path(SECCOMP_POD))) {
            return "seccomp annotation of the pod";
        }
        return pod.where(
                container -> isBadAnnotation(annotations.path(SECCOMP_CONTAINER + Nodes.text(container.path("name")))),
                "seccomp annotation");
    }

    static String seccomp(PodUnderTest pod) {
        return pod.anywhere(context -> isBad(context.path("seccompProfile")), "seccomp profile");
    }

    static String seccompRequired(PodUnderTest pod) {
        JsonNode ofPod = pod.context().path("seccompProfile");
        if (isBad(ofPod)) {
            return "seccomp profile in the pod";
        }
        return pod.where(
                container -> {
                    JsonNode own = context(container).path("seccompProfile");
                    return own.isObject() ? isBad(own) : !ofPod.isObject();
                },
                "no confining seccomp profile");
    }

    private static boolean isBad(JsonNode profile) {
        return profile.isObject() && !CONFINED.contains(Nodes.text(profile.path("type")));
    }

    private static boolean isBadAnnotation(JsonNode value) {
        String profile = Nodes.text(value);
        return value.isTextual()
                && !profile.equals("runtime/default")
                && !profile.equals("docker/default")
                && !profile.startsWith(LOCALHOST);
    }
}
