// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoFields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every documented field, read from one event that has them all. */
final class FieldsTest {

    static final String EVENT = """
            {"auditID":"id","stage":"ResponseComplete","verb":"create","requestURI":"/x?a=1&a=2",
             "user":{"username":"u","groups":["g1","g2"]},"impersonatedUser":{"username":"iu"},
             "sourceIPs":["10.0.0.1"],"userAgent":"ua","stageTimestamp":"2026-01-02T03:04:05.000000Z",
             "objectRef":{"resource":"pods","namespace":"ns","name":"n"},
             "responseStatus":{"code":201,"reason":"Ok"},
             "annotations":{"authorization.k8s.io/decision":"allow","authorization.k8s.io/reason":"r",
               "authentication.openshift.io/decision":"od","authentication.openshift.io/username":"ou",
               "validation.policy.admission.k8s.io/validation_failure":"vf",
               "pod-security.kubernetes.io/audit-violations":"pv","cluster_name":"cn"},
             "responseObject":{"metadata":{"name":"rn"}},
             "requestObject":{"data":{"k":"v"},"roleRef":{"name":"role"},
               "subjects":[{"kind":"User","name":"su"},{"kind":"Group","name":"sg"},
                 {"kind":"ServiceAccount","name":"sa","namespace":"sn"},{"kind":"User"}],
               "rules":[{"apiGroups":["ag"],"resources":["r1","r2"],"verbs":["v1"],"nonResourceURLs":["/u"],
                   "sourceIPs":["9.9.9.9"]},
                 {"verbs":["v2"]}],
               "spec":{"type":"NodePort","ports":[{"port":1},{"port":2}],"hostIPC":true,"hostNetwork":false,"hostPID":true,
                 "runAsUser":7,
                 "securityContext":{"runAsUser":5,"runAsGroup":6,"fsGroup":7,"supplementalGroups":[8,9]},
                 "volumes":[{"name":"a","hostPath":{"path":"/etc"}},{"name":"b","emptyDir":{}},
                   {"name":"c","flexVolume":{"driver":"fd"}}],
                 "containers":[
                   {"name":"c1","image":"reg:5/a/b:1","command":["sh","-c"],"args":["x","y"],
                    "ports":[{"hostPort":80},{"containerPort":81},{}],
                    "securityContext":{"privileged":true,"allowPrivilegeEscalation":false,"readOnlyRootFilesystem":true,
                      "runAsUser":1,"runAsGroup":2,"procMount":"Unmasked","capabilities":{"add":["SYS_ADMIN","X"]}}},
                   {"name":"c2","image":"b@sha256:0"}],
                 "initContainers":[{"name":"i1","image":"i:1","securityContext":{"privileged":false}}],
                 "ephemeralContainers":[{"name":"e1","image":"e","command":["top"]}]}}}
            """;

    private static String read(String name, String event) throws IOException {
        FalcoFields.Use use = FalcoFields.parse(name).orElseThrow();
        AuditView view = AuditView.decode(event.getBytes(StandardCharsets.UTF_8), 0);
        return use.field().reader().read(view, use.argument()).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ka.auditid | id",
                "ka.stage | ResponseComplete",
                "ka.auth.decision | allow",
                "ka.auth.reason | r",
                "ka.auth.openshift.decision | od",
                "ka.auth.openshift.username | ou",
                "ka.validations.admission.policy.failure | vf",
                "ka.security.pod.violations | pv",
                "ka.user.name | u",
                "ka.user.groups | [g1, g2]",
                "ka.impuser.name | iu",
                "ka.verb | create",
                "ka.uri | /x?a=1&a=2",
                "ka.uri.param[a] | 1",
                "ka.target.name | n",
                "ka.target.namespace | ns",
                "ka.target.resource | pods",
                "ka.target.subresource | ABSENT",
                "ka.target.pod.name | rn",
                "ka.req.binding.subjects.user_names | [su]",
                "ka.req.binding.subjects.group_names | [sg]",
                "ka.req.binding.subjects.serviceaccount_names | [sa]",
                "ka.req.binding.subjects.serviceaccount_ns_names | [sn:sa]",
                "ka.req.binding.role | role",
                "ka.req.binding.subject.has_name[su] | true",
                "ka.req.binding.subject.has_name[zz] | false",
                "ka.req.binding.subject.has_name@falco[zz] | true",
                "ka.req.configmap.name | n",
                "ka.req.configmap.obj | {\"k\":\"v\"}",
                "ka.req.role.rules.apiGroups | [ag]",
                "ka.req.role.rules.nonResourceURLs | [/u]",
                "ka.req.role.rules.verbs | [v1, v2]",
                "ka.req.role.rules.verbs[1] | [v2]",
                "ka.req.role.rules.verbs[2] | ABSENT",
                "ka.req.role.rules.resources | [r1, r2]",
                "ka.req.service.type | NodePort",
                "ka.req.service.ports | [{\"port\":1}, {\"port\":2}]",
                "ka.req.service.ports[1] | [{\"port\":2}]",
                "ka.req.service.ports@falco | [[{\"port\":1},{\"port\":2}]]",
                "ka.req.pod.host_ipc | true",
                "ka.req.pod.host_network | false",
                "ka.req.container.host_network | false",
                "ka.req.pod.host_pid | true",
                "ka.req.pod.run_as_user | 5",
                "ka.req.pod.run_as_group | 6",
                "ka.req.pod.fs_group | 7",
                "ka.req.pod.supplemental_groups | [8, 9]",
                "ka.req.pod.volumes.hostpath | [/etc]",
                "ka.req.pod.volumes.hostpath[0] | [/etc]",
                "ka.req.pod.volumes.hostpath[1] | ABSENT",
                "ka.req.volume.hostpath[/etc] | true",
                "ka.req.volume.hostpath[/e*] | true",
                "ka.req.volume.hostpath[/e] | false",
                "ka.req.pod.volumes.flexvolume_driver | [fd]",
                "ka.req.pod.volumes.volume_type | [hostPath, emptyDir, flexVolume]",
                "ka.resp.name | rn",
                "ka.response.code | 201",
                "ka.response.reason | Ok",
                "ka.useragent | ua",
                "ka.sourceips | [10.0.0.1]",
                "ka.sourceips@falco | [9.9.9.9]",
                "ka.cluster.name | cn",
                "ka.req.container.image | reg:5/a/b:1",
                "ka.req.container.image.repository | reg:5/a/b",
                "ka.req.container.image.repository@falco | reg",
                "ka.req.container.privileged | true",
                "ka.req.pod.containers.name | [c1, c2]",
                "ka.req.pod.containers.name[1] | [c2]",
                "ka.req.pod.containers.image | [reg:5/a/b:1, b@sha256:0]",
                "ka.req.pod.containers.image.repository | [reg:5/a/b, b]",
                "ka.req.pod.containers.image.repository@falco | [reg, b]",
                "ka.req.pod.containers.command | [sh -c]",
                "ka.req.pod.containers.args | [x y]",
                "ka.req.pod.containers.host_port | [80, 81]",
                "ka.req.pod.containers.privileged | [true]",
                "ka.req.pod.containers.allow_privilege_escalation | [false]",
                "ka.req.pod.containers.read_only_fs | [true]",
                "ka.req.pod.containers.run_as_user | [1]",
                "ka.req.pod.containers.run_as_group | [2]",
                "ka.req.pod.containers.proc_mount | [Unmasked]",
                "ka.req.pod.containers.eff_run_as_user | [1, 5]",
                "ka.req.pod.containers.eff_run_as_user@falco | [7, 7]",
                "ka.req.pod.containers.eff_run_as_group | [2, 6]",
                "ka.req.pod.containers.eff_run_as_group@falco | [0, 0]",
                "ka.req.pod.containers.add_capabilities | [SYS_ADMIN, X]",
                "ka.req.pod.containers.add_capabilities@falco | [[\"SYS_ADMIN\",\"X\"]]",
                "ka.req.pod.initContainers.name | [i1]",
                "ka.req.pod.initContainers.privileged | [false]",
                "ka.req.pod.initContainers.command | ABSENT",
                "ka.req.pod.ephemeralContainers.command | [top]",
                "ka.req.pod.ephemeralContainers.image.repository | [e]",
                "jevt.value[/requestObject/ephemeralContainers/0/name] | e1",
                "jevt.value@falco[/requestObject/ephemeralContainers/0/name] | ABSENT",
                "jevt.value[/annotations/authorization.k8s.io~1reason] | r",
                "evt.time | 03:04:05.000000000",
                "evt.datetime.s | 2026-01-02 03:04:05",
                "evt.num | ABSENT",
            })
    void readsWhatItsDescriptionSays(String name, String expected) throws IOException {
        assertThat(read(name, EVENT)).isEqualTo(expected);
    }

    @Test
    void rolesAndSubjectsAreTextsOfJson() throws IOException {
        assertThat(read("ka.req.role.rules", EVENT))
                .startsWith("[{\"apiGroups\":[\"ag\"]")
                .contains("{\"verbs\":[\"v2\"]}");
        assertThat(read("ka.req.binding.subjects", EVENT)).startsWith("[{\"kind\":\"User\",\"name\":\"su\"}");
        assertThat(read("jevt.obj", EVENT)).contains("\"auditID\" : \"id\"");
    }

    @Test
    void allFieldsOfThePluginAreThere() {
        List<String> names = FalcoFields.names().stream()
                .filter(name -> name.startsWith("ka."))
                .toList();
        assertThat(names).hasSize(100);
        assertThat(names.stream().filter(name -> name.startsWith("ka.req.pod.containers.")))
                .hasSize(15);
        assertThat(names.stream().filter(name -> name.startsWith("ka.req.pod.initContainers.")))
                .hasSize(15);
        assertThat(names.stream().filter(name -> name.startsWith("ka.req.pod.ephemeralContainers.")))
                .hasSize(14);
    }

    @Test
    void aFieldKnowsAtWhichLevelItCanBeThere() {
        assertThat(FalcoFields.parse("jevt.value[/responseObject/a]")
                        .orElseThrow()
                        .level()
                        .wireName())
                .isEqualTo("RequestResponse");
        assertThat(FalcoFields.parse("ka.req.pod.host_pid").orElseThrow().level())
                .isEqualTo(FalcoField.Level.REQUEST);
        assertThat(FalcoFields.parse("jevt.value[/nope]").orElseThrow().canBeThere())
                .isFalse();
        assertThat(FalcoFields.parse("jevt.value[/stage]").orElseThrow().path()).isEqualTo("stage");
        assertThat(FalcoFields.parse("ka.verb[0]")).isEmpty();
    }
}
