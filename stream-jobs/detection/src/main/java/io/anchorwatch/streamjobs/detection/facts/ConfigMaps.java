// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.facts.cluster.ControlPlaneConfig;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** Facts about ConfigMaps that are known by name. */
final class ConfigMaps {

    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete");
    private static final Predicate<String> AWS_AUTH = "aws-auth"::equals;

    private ConfigMaps() {}

    /** The name of a ConfigMap of the control plane that is written or deleted. */
    static Object controlPlane(AuditView event) {
        if (!ObjectSort.CONFIG_MAPS.fits(event) || !WRITES.contains(event.text(Envelope.VERB))) {
            return Missing.ABSENT;
        }
        String name = TargetName.of(event);
        return ControlPlaneConfig.contains(event.text(Envelope.NAMESPACE), name) ? name : Missing.ABSENT;
    }

    static Function<AuditView, Object> awsAuth(Function<JsonNode, Object> compute) {
        return only(AWS_AUTH, FactSource.object(ObjectSort.CONFIG_MAPS, compute));
    }

    static Function<AuditView, Object> awsAuthAdded(BiFunction<JsonNode, JsonNode, Object> compute) {
        return only(AWS_AUTH, FactSource.added(ObjectSort.CONFIG_MAPS, compute));
    }

    static Function<AuditView, Object> dns(Function<JsonNode, Object> compute) {
        return only(ConfigMaps::isDns, FactSource.object(ObjectSort.CONFIG_MAPS, compute));
    }

    private static boolean isDns(String name) {
        return name.contains("coredns") || name.equals("node-local-dns");
    }

    private static Function<AuditView, Object> only(Predicate<String> name, Function<AuditView, Object> compute) {
        return event -> ObjectSort.CONFIG_MAPS.fits(event)
                        && event.text(Envelope.NAMESPACE).equals("kube-system")
                        && name.test(TargetName.of(event))
                ? compute.apply(event)
                : Missing.ABSENT;
    }
}
