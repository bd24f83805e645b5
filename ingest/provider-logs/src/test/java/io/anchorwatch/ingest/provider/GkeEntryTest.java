// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.provider;

import static io.anchorwatch.ingest.provider.ProviderLogTest.bytes;
import static io.anchorwatch.ingest.provider.ProviderLogTest.one;
import static io.anchorwatch.ingest.provider.ProviderLogTest.read;
import static io.anchorwatch.ingest.provider.Wrapped.base64;
import static io.anchorwatch.ingest.provider.Wrapped.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.ingest.event.AuditEvent;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GkeEntryTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String POD =
            ",\"request\":{\"@type\":\"core.k8s.io/v1.Pod\",\"kind\":\"Pod\",\"apiVersion\":\"v1\","
                    + "\"metadata\":{\"name\":\"web\"},\"spec\":{\"hostPID\":true}}";

    @Test
    void an_entry_becomes_an_event() throws IOException {
        AuditEvent event =
                one(Provider.GKE, bytes(entry("io.k8s.core.v1.pods.create", "core/v1/namespaces/shop/pods/web", POD)));
        assertThat(event.cluster()).isEqualTo("prod-gke");
        assertThat(event.time()).isEqualTo("2026-03-01T09:30:00.123456Z");
        assertThat(JSON.readTree(event.json())).isEqualTo(JSON.readTree("""
                {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Request","auditID":"44d5f968","stage":"ResponseComplete",
                 "requestURI":"/api/v1/namespaces/shop/pods","verb":"create","user":{"username":"mallory@example.com"},
                 "sourceIPs":["203.0.113.7"],"userAgent":"kubectl/v1.31",
                 "objectRef":{"resource":"pods","namespace":"shop","name":"web","apiVersion":"v1"},"responseStatus":{"code":200},
                 "requestObject":{"kind":"Pod","apiVersion":"v1","metadata":{"name":"web"},"spec":{"hostPID":true}},
                 "requestReceivedTimestamp":"2026-03-01T09:30:00.123456Z","stageTimestamp":"2026-03-01T09:30:00.123456Z",
                 "annotations":{"authorization.k8s.io/decision":"allow",
                  "authorization.k8s.io/reason":"RBAC: allowed by ClusterRoleBinding \\"a\\"","anchorwatch.io/provider":"gke"}}"""));
    }

    @ParameterizedTest
    @CsvSource({
        "io.k8s.core.v1.pods.exec.create, core/v1/namespaces/shop/pods/web/exec, create, '', pods, exec, shop, web",
        "io.k8s.core.v1.pods.list, core/v1/namespaces/shop/pods, list, '', pods, '', shop, ''",
        "io.k8s.core.v1.pods.list, core/v1/pods, list, '', pods, '', '', ''",
        "io.k8s.core.v1.namespaces.create, core/v1/namespaces/shop, create, '', namespaces, '', shop, shop",
        "io.k8s.core.v1.namespaces.finalize.update, core/v1/namespaces/shop/finalize, update, '', namespaces, finalize, shop, shop",
        "io.k8s.core.v1.nodes.proxy.get, core/v1/nodes/n1/proxy/run/x, get, '', nodes, proxy, '', n1",
        "io.k8s.authorization.rbac.v1.clusterroles.patch, rbac.authorization.k8s.io/v1/clusterroles/r, patch,"
                + " rbac.authorization.k8s.io, clusterroles, '', '', r",
        "io.k8s.batch.v1beta1.cronjobs.deletecollection, batch/v1beta1/namespaces/shop/cronjobs, deletecollection, batch,"
                + " cronjobs, '', shop, ''"
    })
    void method_and_name_tell_the_object(
            String method,
            String resource,
            String verb,
            String group,
            String kind,
            String subresource,
            String namespace,
            String name) {
        GkeResource found = GkeResource.of(method, resource);
        assertThat(found)
                .isEqualTo(
                        new GkeResource(verb, group, resource.split("/", -1)[1], kind, subresource, namespace, name));
    }

    @Test
    void what_is_no_resource_has_its_path() throws IOException {
        JsonNode event = event(entry("io.k8s.get", "/version", ""));
        assertThat(event.path("requestURI").asText()).isEqualTo("/version");
        assertThat(event.path("verb").asText()).isEqualTo("get");
        assertThat(event.has("objectRef")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"code\":7,\"message\":\"forbidden\"}' | 403",
                "'{\"code\":16}' | 401",
                "'{\"code\":5}' | 404",
                "'{\"code\":77}' | 500",
                "'{}' | 200"
            })
    void a_refusal_is_no_success(String status, int code) throws IOException {
        JsonNode event = event(
                entry("io.k8s.core.v1.secrets.get", "core/v1/namespaces/shop/secrets/db", ",\"status\":" + status));
        assertThat(event.path("responseStatus").path("code").asInt()).isEqualTo(code);
    }

    @Test
    void a_permission_that_was_not_granted_is_a_refusal_even_without_a_status() throws IOException {
        JsonNode event = event(entry(
                "io.k8s.core.v1.secrets.get",
                "core/v1/namespaces/shop/secrets/db",
                ",\"authorizationInfo\":[{\"granted\":false,\"permission\":\"io.k8s.core.v1.secrets.get\"}]"));
        assertThat(event.path("responseStatus").path("code").asInt()).isEqualTo(403);
    }

    @Test
    void a_service_account_has_the_groups_of_its_kind() throws IOException {
        JsonNode event = event(entry("io.k8s.core.v1.pods.list", "core/v1/pods", "")
                .replace("mallory@example.com", "system:serviceaccount:shop:ci"));
        assertThat(event.path("user").path("groups"))
                .extracting(JsonNode::asText)
                .containsExactly("system:serviceaccounts", "system:serviceaccounts:shop", "system:authenticated");
        JsonNode forged = event(entry("io.k8s.core.v1.pods.list", "core/v1/pods", "")
                .replace("mallory@example.com", "system:serviceaccount:a\\\",\\\"system:masters:x"));
        assertThat(forged.path("user").has("groups")).isFalse();
    }

    @Test
    void a_caller_that_is_no_address_is_no_address() throws IOException {
        assertThat(event(entry("io.k8s.core.v1.pods.list", "core/v1/pods", "")
                                .replace("203.0.113.7", "gce-internal-ip"))
                        .has("sourceIPs"))
                .isFalse();
    }

    @Test
    void pub_sub_pushes_and_answers_and_lists_hold_entries() {
        String entry = entry("io.k8s.core.v1.pods.list", "core/v1/pods", "");
        String message =
                "{\"message\":{\"data\":\"" + base64(bytes(entry)) + "\",\"messageId\":\"1\"},\"subscription\":\"s\"}";
        assertThat(read(Provider.GKE, message)).hasSize(1);
        assertThat(read(Provider.GKE, "{\"receivedMessages\":[" + message + "," + message + "]}"))
                .hasSize(2);
        assertThat(read(Provider.GKE, "[" + entry + "," + entry + "]")).hasSize(2);
        assertThat(read(Provider.GKE, "{\"entries\":[" + entry + "]}")).hasSize(1);
        assertThat(ProviderLog.guess(bytes(message))).contains(Provider.GKE);
        assertThat(ProviderLog.guess(bytes("[" + entry + "]"))).contains(Provider.GKE);
    }

    private static JsonNode event(String entry) throws IOException {
        return JSON.readTree(one(Provider.GKE, bytes(entry)).json());
    }
}
