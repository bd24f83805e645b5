// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.event.ObjectChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsTest {

    @TempDir
    private Path dir;

    @Test
    void aKubectlListGivesItsItems() throws IOException {
        file("all.json", """
                {"apiVersion":"v1","kind":"List","metadata":{"resourceVersion":""},"items":[
                 {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"d"}},
                 {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"n"}}]}""");
        assertThat(read()).containsExactly("v1 pods d/p", "networking.k8s.io/v1 networkpolicies.networking.k8s.io /n");
    }

    @Test
    void aTypedListGivesItsItemsTheirKind() throws IOException {
        file("l.json", """
                {"apiVersion":"v1","kind":"EndpointsList","items":[{"metadata":{"name":"e","namespace":"d"}}]}""");
        assertThat(read()).containsExactly("v1 endpoints d/e");
    }

    @Test
    void yamlDocumentsCountOneByOne() throws IOException {
        file("a.yaml", """
                # comment
                ---
                apiVersion: networking.k8s.io/v1
                kind: IngressClass
                metadata: {name: c, annotations: {when: 2026-01-02, on: "yes"}}
                ---
                ---
                apiVersion: v1
                kind: List
                items:
                - {apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: g}}
                """);
        assertThat(read())
                .containsExactly(
                        "networking.k8s.io/v1 ingressclasses.networking.k8s.io /c",
                        "gateway.networking.k8s.io/v1 gateways.gateway.networking.k8s.io /g");
        assertThat(json(0)).contains("\"when\":\"2026-01-02\"");
    }

    @Test
    void jsonDocumentsMayFollowEachOther() throws IOException {
        file("two.json", """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"}}
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"b"}} {"oh""");
        assertThat(read()).containsExactly("v1 pods /a", "v1 pods /b", "3: not JSON");
    }

    @Test
    void whatIsNoObjectIsTold() throws IOException {
        file("1.yaml", "just text");
        file("2.yaml", "kind: Pod\nmetadata: {name: x}\n");
        file("3.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {generateName: x-}\n");
        file("4.yaml", "a: &a [*a, *a]\n");
        file("5.yaml", "a: [b\n");
        file("ignored.txt", "kind: Pod");
        assertThat(read())
                .containsExactly(
                        "1: the document is no object, or a list of something else",
                        "1: the object has no kind or no apiVersion",
                        "1: the object has no metadata.name",
                        "1: not YAML",
                        "1: not YAML");
    }

    @Test
    void theDataOfSecretsAndConfigMapsStaysOut() throws IOException {
        file("s.yaml", """
                apiVersion: v1
                kind: Secret
                metadata: {name: s}
                stringData: {password: hunter2}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: c
                  annotations:
                    kubectl.kubernetes.io/last-applied-configuration: '{"data":{"k":"hunter2"}}'
                data: {k: hunter2}
                """);
        assertThat(read()).containsExactly("v1 secrets /s", "v1 configmaps /c");
        assertThat(json(0) + json(1)).doesNotContain("hunter2");
    }

    private List<ReplayItem> items() throws IOException {
        List<ReplayItem> items = new ArrayList<>();
        new Manifests("c1", AuditLines.START, EventLimits.DEFAULT).read(List.of(dir), items::add);
        return items;
    }

    private String json(int index) throws IOException {
        return new String(((ReplayItem.Event) items().get(index)).event().json(), StandardCharsets.UTF_8);
    }

    private List<String> read() throws IOException {
        return items().stream()
                .map(item -> {
                    if (item instanceof ReplayItem.BadLine bad) {
                        return bad.line() + ": " + bad.reason();
                    }
                    ObjectChange change = (ObjectChange) ((ReplayItem.Event) item).event();
                    var ref = change.object();
                    String group = ref.group().isEmpty() ? "" : ref.group() + "/";
                    return group + ref.version() + " " + ref.groupResource() + " " + ref.namespace() + "/" + ref.name();
                })
                .toList();
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(dir.resolve(name), text);
    }
}
