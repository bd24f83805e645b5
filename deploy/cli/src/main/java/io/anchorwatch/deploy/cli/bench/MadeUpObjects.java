// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.AuditEventCodec;
import io.anchorwatch.ingest.event.DecodeResult;
import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.ObjectChangeCodec;
import io.anchorwatch.ingest.event.ObjectResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Pods and Deployments as a cluster has them, and the requests that made them; the same for the same number. */
final class MadeUpObjects {

    static final String ACTOR = "mallory@example.com";

    private static final String CLUSTER = "bench";
    private static final int NAMESPACES = 200;
    private static final int PODS_OF_A_SET = 5;

    private final ObjectChangeCodec changes = new ObjectChangeCodec(EventLimits.DEFAULT);
    private final AuditEventCodec events = new AuditEventCodec(EventLimits.DEFAULT);

    /** What a pod is told apart by: its version, a label, and when it became ready. */
    record PodState(long version, String release, Instant ready) {}

    ObjectChange pod(
            ObjectChange.Type type,
            ObjectChange.Origin origin,
            String prefix,
            long index,
            PodState state,
            Instant time) {
        return change(type, origin, "", "pods", podJson(prefix, index, state), time);
    }

    private static String podJson(String prefix, long index, PodState state) {
        long set = index / PODS_OF_A_SET;
        String namespace = prefix + set % NAMESPACES;
        String app = "app-" + set;
        String hash = uid("set", set).substring(0, 8);
        String name = app + "-" + hash + "-" + index % PODS_OF_A_SET;
        return String.format(
                Locale.ROOT,
                """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%1$s","generateName":"%2$s-","namespace":"%3$s",
            "uid":"%4$s","resourceVersion":"%5$d","creationTimestamp":"2026-01-01T00:00:00Z","labels":{"app":"%2$s",
            "pod-template-hash":"%6$s","team":"%3$s","release":"%7$s"},"annotations":{"checksum/config":"%4$s%8$s"},
            "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"%2$s-%6$s","uid":"%8$s",
            "controller":true,"blockOwnerDeletion":true}]},"spec":{"volumes":[{"name":"config","configMap":{"name":
            "%2$s-config","defaultMode":420}},{"name":"kube-api-access","projected":{"sources":[{"serviceAccountToken":
            {"expirationSeconds":3607,"path":"token"}},{"configMap":{"name":"kube-root-ca.crt"}}]}}],"containers":
            [{"name":"app","image":"registry.example.com/%3$s/%2$s:%6$s","ports":[{"containerPort":8080,"protocol":"TCP"}],
            "env":[{"name":"LOG_LEVEL","value":"info"},{"name":"REGION","value":"eu-1"}],"resources":{"limits":
            {"cpu":"500m","memory":"512Mi"},"requests":{"cpu":"100m","memory":"256Mi"}},"volumeMounts":[{"name":"config",
            "mountPath":"/etc/app"},{"name":"kube-api-access","readOnly":true,"mountPath":
            "/var/run/secrets/kubernetes.io/serviceaccount"}],"imagePullPolicy":"IfNotPresent","securityContext":
            {"runAsNonRoot":true,"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}}],
            "restartPolicy":"Always","serviceAccountName":"%2$s","nodeName":"node-%9$d","schedulerName":
            "default-scheduler"},"status":{"phase":"Running","conditions":[{"type":"Ready","status":"True",
            "lastTransitionTime":"%10$s"}],"hostIP":"10.0.0.%9$d","podIP":"10.1.%11$d.%9$d","startTime":"%10$s"}}
            """,
                name,
                app,
                namespace,
                uid(prefix + "pod", index),
                state.version(),
                hash,
                state.release(),
                uid("owner", set),
                index % 250,
                state.ready(),
                index % 199);
    }

    /** A Deployment that makes privileged pods. */
    static String deployment(String namespace, String name, long version) {
        return String.format(Locale.ROOT, """
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s","namespace":"%2$s","uid":"%3$s",
            "resourceVersion":"%4$d","labels":{"app":"%1$s"}},"spec":{"replicas":1,"selector":{"matchLabels":
            {"app":"%1$s"}},"template":{"metadata":{"labels":{"app":"%1$s"}},"spec":{"containers":[{"name":"app",
            "image":"registry.example.com/tool:1","securityContext":{"privileged":true}}]}}}}
            """, name, namespace, uid(name, version), version);
    }

    ObjectChange created(String deployment, Instant time) {
        return change(ObjectChange.Type.ADDED, ObjectChange.Origin.WATCH, "apps", "deployments", deployment, time);
    }

    private ObjectChange change(
            ObjectChange.Type type,
            ObjectChange.Origin origin,
            String group,
            String resource,
            String json,
            Instant time) {
        var seen = ObjectChangeCodec.Sighting.at(CLUSTER, type, origin, group, "v1", resource, time);
        if (changes.encode(seen, json.getBytes(StandardCharsets.UTF_8)) instanceof ObjectResult.Decoded decoded) {
            return decoded.change();
        }
        throw new IllegalStateException("made up what is no object: " + json);
    }

    /** The request that made a Deployment; with {@code deployment} as its body at level RequestResponse. */
    AuditEvent creation(String level, String namespace, String name, String deployment, Instant time) {
        String bodies = level.equals("RequestResponse")
                ? ",\"requestObject\":" + deployment + ",\"responseObject\":" + deployment
                : "";
        return event(level, "create", namespace, name, bodies, ACTOR, time);
    }

    /** A request that writes nothing. */
    AuditEvent read(String id, Instant time) {
        return event("Metadata", "get", "quiet", id, "", "system:apiserver", time);
    }

    private AuditEvent event(
            String level, String verb, String namespace, String name, String bodies, String user, Instant time) {
        String json = String.format(
                Locale.ROOT, """
            {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"%1$s","auditID":"%2$s","stage":"ResponseComplete",
            "requestURI":"/apis/apps/v1/namespaces/%3$s/deployments","verb":"%4$s","user":{"username":"%5$s","groups":
            ["system:authenticated"]},"sourceIPs":["192.0.2.9"],"userAgent":"kubectl/v1.33.0","objectRef":{"resource":
            "deployments","apiGroup":"apps","apiVersion":"v1","namespace":"%3$s","name":"%6$s"},"responseStatus":
            {"code":201},"requestReceivedTimestamp":"%7$s","stageTimestamp":"%7$s"%8$s}
            """, level, uid("audit" + name, 0), namespace, verb, user, name, time, bodies);
        if (events.decode(CLUSTER, json.getBytes(StandardCharsets.UTF_8)) instanceof DecodeResult.Decoded decoded) {
            return decoded.event();
        }
        throw new IllegalStateException("made up what is no audit event: " + json);
    }

    private static String uid(String what, long index) {
        return UUID.nameUUIDFromBytes((what + index).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
