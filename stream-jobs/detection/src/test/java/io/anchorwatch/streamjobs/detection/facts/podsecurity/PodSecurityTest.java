// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.podsecurity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each check refuses, in which versions; versions beyond the newest change are the newest. */
final class PodSecurityTest {

    private static final int NEWEST = 40;

    private static List<String> violated(JsonNode pod, Level level, Version version) {
        return PodSecurity.evaluate(pod, level, version).stream()
                .map(Violation::check)
                .toList();
    }

    private static void holds(JsonNode pod, Level level, String check, int from, int until) {
        for (int minor = 0; minor <= NEWEST; minor++) {
            List<String> expected = minor >= from && minor < until ? List.of(check) : List.of();
            assertThat(violated(pod, level, new Version(minor)))
                    .as("v1.%s of %s", minor, pod)
                    .isEqualTo(expected);
        }
        List<String> latest = until > NEWEST ? List.of(check) : List.of();
        assertThat(violated(pod, level, Version.LATEST)).isEqualTo(latest);
    }

    @ParameterizedTest(name = "{0} from {1} to {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hostNamespaces            | 0  | 99 | {'spec':{'hostNetwork':true}}
            hostNamespaces            | 0  | 99 | {'spec':{'hostPID':true}}
            hostNamespaces            | 0  | 99 | {'spec':{'hostIPC':true}}
            hostPathVolumes           | 0  | 99 | {'spec':{'volumes':[{'name':'v','hostPath':{'path':'/a'}}]}}
            appArmorProfile           | 0  | 99 | {'spec':{'securityContext':{'appArmorProfile':{'type':'Unconfined'}}}}
            appArmorProfile           | 0  | 99 | {'metadata':{'annotations':{'container.apparmor.security.beta.kubernetes.io/c':'unconfined'}}}
            seLinuxOptions            | 0  | 99 | {'spec':{'securityContext':{'seLinuxOptions':{'type':'spc_t'}}}}
            seLinuxOptions            | 0  | 31 | {'spec':{'securityContext':{'seLinuxOptions':{'type':'container_engine_t'}}}}
            seLinuxOptions            | 0  | 99 | {'spec':{'securityContext':{'seLinuxOptions':{'user':'u'}}}}
            seLinuxOptions            | 0  | 99 | {'spec':{'securityContext':{'seLinuxOptions':{'role':'r'}}}}
            seccompProfile_baseline   | 19 | 99 | {'spec':{'securityContext':{'seccompProfile':{'type':'Unconfined'}}}}
            seccompProfile_baseline   | 0  | 19 | {'metadata':{'annotations':{'seccomp.security.alpha.kubernetes.io/pod':'unconfined'}}}
            seccompProfile_baseline   | 0  | 19 | {'metadata':{'annotations':{'container.seccomp.security.alpha.kubernetes.io/c':''}}}
            sysctls                   | 0  | 99 | {'spec':{'securityContext':{'sysctls':[{'name':'kernel.msgmax'}]}}}
            sysctls                   | 0  | 27 | {'spec':{'securityContext':{'sysctls':[{'name':'net.ipv4.ip_local_reserved_ports'}]}}}
            sysctls                   | 0  | 29 | {'spec':{'securityContext':{'sysctls':[{'name':'net.ipv4.tcp_keepalive_time'}]}}}
            sysctls                   | 0  | 32 | {'spec':{'securityContext':{'sysctls':[{'name':'net.ipv4.tcp_rmem'}]}}}
            sysctls                   | 0  | 37 | {'spec':{'securityContext':{'sysctls':[{'name':'net.ipv4.tcp_notsent_lowat'}]}}}
            windowsHostProcess        | 0  | 99 | {'spec':{'securityContext':{'windowsOptions':{'hostProcess':true}}}}
            """)
    void baselineRefusesOfAPod(String check, int from, int until, String patch) {
        holds(TestPods.with("pod", patch), Level.BASELINE, check, from, until);
    }

    @ParameterizedTest(name = "{0} from {1} to {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            privileged                 | 0  | 99 | {'securityContext':{'privileged':true}}
            hostPorts                  | 0  | 99 | {'ports':[{'containerPort':1},{'containerPort':80,'hostPort':80}]}
            capabilities_baseline      | 0  | 99 | {'securityContext':{'capabilities':{'add':['CHOWN','NET_RAW']}}}
            capabilities_baseline      | 0  | 99 | {'securityContext':{'capabilities':{'add':['chown']}}}
            procMount                  | 0  | 99 | {'securityContext':{'procMount':'Unmasked'}}
            appArmorProfile            | 0  | 99 | {'securityContext':{'appArmorProfile':{}}}
            seLinuxOptions             | 0  | 99 | {'securityContext':{'seLinuxOptions':{'type':'x'}}}
            seccompProfile_baseline    | 19 | 99 | {'securityContext':{'seccompProfile':{'type':'Unconfined'}}}
            windowsHostProcess         | 0  | 99 | {'securityContext':{'windowsOptions':{'hostProcess':true}}}
            hostProbesAndHostLifecycle | 34 | 99 | {'livenessProbe':{'httpGet':{'host':'h'}}}
            hostProbesAndHostLifecycle | 34 | 99 | {'startupProbe':{'tcpSocket':{'host':'h'}}}
            hostProbesAndHostLifecycle | 34 | 99 | {'lifecycle':{'preStop':{'httpGet':{'host':'127.0.0.1'}}}}
            """)
    void baselineRefusesOfEveryContainer(String check, int from, int until, String patch) {
        TestPods.LISTS.forEach(list -> holds(TestPods.with(list, patch), Level.BASELINE, check, from, until));
    }

    @ParameterizedTest(name = "{0} from {1} to {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            restrictedVolumes | 0  | 99 | {'spec':{'volumes':[{'name':'v','hostPath':{'path':'/a'}}]}}
            restrictedVolumes | 0  | 99 | {'spec':{'volumes':[{'name':'a','emptyDir':{}},{'name':'b','nfs':{}}]}}
            runAsNonRoot      | 0  | 99 | {'spec':{'securityContext':{'runAsNonRoot':false}}}
            runAsNonRoot      | 0  | 99 | {'spec':{'securityContext':{'runAsNonRoot':null}}}
            runAsNonRoot      | 0  | 35 | {'spec':{'hostUsers':false,'securityContext':{'runAsNonRoot':null}}}
            runAsUser         | 23 | 99 | {'spec':{'securityContext':{'runAsUser':0}}}
            runAsUser         | 23 | 35 | {'spec':{'hostUsers':false,'securityContext':{'runAsUser':0}}}
            seccompProfile_restricted | 19 | 99 | {'spec':{'securityContext':{'seccompProfile':null}}}
            seccompProfile_restricted | 19 | 99 | {'spec':{'securityContext':{'seccompProfile':{'type':'Unconfined'}}}}
            seccompProfile_restricted | 19 | 25 | {'spec':{'os':{'name':'windows'},'securityContext':{'seccompProfile':null}}}
            """)
    void restrictedRefusesOfAPod(String check, int from, int until, String patch) {
        holds(TestPods.with("pod", patch), Level.RESTRICTED, check, from, until);
    }

    @ParameterizedTest(name = "{0} from {1} to {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            allowPrivilegeEscalation  | 8  | 99 | {'securityContext':{'allowPrivilegeEscalation':null}}
            allowPrivilegeEscalation  | 8  | 99 | {'securityContext':{'allowPrivilegeEscalation':true}}
            capabilities_restricted   | 22 | 99 | {'securityContext':{'capabilities':null}}
            capabilities_restricted   | 22 | 99 | {'securityContext':{'capabilities':{'drop':['all']}}}
            capabilities_restricted   | 22 | 99 | {'securityContext':{'capabilities':{'add':['CHOWN']}}}
            runAsNonRoot              | 0  | 99 | {'securityContext':{'runAsNonRoot':false}}
            runAsUser                 | 23 | 99 | {'securityContext':{'runAsUser':0}}
            seccompProfile_restricted | 19 | 99 | {'securityContext':{'seccompProfile':{'type':'Unconfined'}}}
            """)
    void restrictedRefusesOfEveryContainer(String check, int from, int until, String patch) {
        TestPods.LISTS.forEach(list -> holds(TestPods.with(list, patch), Level.RESTRICTED, check, from, until));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            containers | {'securityContext':{'capabilities':{'add':['NET_BIND_SERVICE']}}}
            containers | {'ports':[{'containerPort':80,'hostPort':0}]}
            containers | {'securityContext':{'procMount':'Default'}}
            containers | {'securityContext':{'runAsNonRoot':true,'runAsUser':1}}
            containers | {'livenessProbe':{'httpGet':{'host':'','path':'/'}}}
            pod        | {'spec':{'volumes':[{'name':'a','image':{}},{'name':'b','ephemeral':{}},{'name':'c','csi':{}}]}}
            pod        | {'spec':{'volumes':[{'name':'a'},{'name':'b','nfs':null}]}}
            pod        | {'spec':{'securityContext':{'sysctls':[{'name':'kernel.shm_rmid_forced'}]}}}
            pod        | {'spec':{'securityContext':{'seLinuxOptions':{'type':'container_t'}}}}
            pod        | {'spec':{'securityContext':{'appArmorProfile':{'type':'Localhost'}}}}
            pod        | {'metadata':{'annotations':{'container.apparmor.security.beta.kubernetes.io/c':'localhost/x'}}}
            pod        | {'metadata':{'annotations':{'seccomp.security.alpha.kubernetes.io/pod':'docker/default'}}}
            pod        | {'spec':{'hostNetwork':false,'hostUsers':true}}
            """)
    void restrictedTakesInEveryVersion(String place, String patch) {
        IntStream.rangeClosed(0, NEWEST)
                .forEach(
                        minor -> assertThat(violated(TestPods.with(place, patch), Level.RESTRICTED, new Version(minor)))
                                .as("v1.%s", minor)
                                .isEmpty());
    }

    @Test
    void anUnmaskedProcIsForUserNamespacesOnlyInBaseline() {
        JsonNode pod = TestPods.with("containers", "{'securityContext':{'procMount':'Unmasked'}}");
        ((ObjectNode) pod.get("spec")).put("hostUsers", false);
        holds(pod, Level.BASELINE, "procMount", 0, 35);
        assertThat(violated(pod, Level.RESTRICTED, new Version(34))).containsExactly("procMount");
        assertThat(violated(pod, Level.RESTRICTED, new Version(35))).containsExactly("procMount_restricted");
    }

    @Test
    void windowsPodsNeedNotSetWhatWindowsHasNot() {
        JsonNode pod = TestPods.with(
                "pod",
                "{'spec':{'os':{'name':'windows'},'securityContext':{'seccompProfile':null},'containers':[{'name':'c'}]}}");
        assertThat(violated(pod, Level.RESTRICTED, new Version(24)))
                .containsExactly("allowPrivilegeEscalation", "capabilities_restricted", "seccompProfile_restricted");
        assertThat(violated(pod, Level.RESTRICTED, new Version(25))).isEmpty();
    }

    @Test
    void privilegedRefusesNothing() {
        JsonNode pod = TestPods.with("containers", "{'securityContext':{'privileged':true}}");
        assertThat(violated(pod, Level.PRIVILEGED, Version.LATEST)).isEmpty();
    }

    @Test
    void detailsNameFewContainersAndCutLongNames() {
        JsonNode spec = TestPods.read("{'spec':{'containers':["
                + "{'name':'%s','securityContext':{'privileged':true}},".formatted("x".repeat(1000))
                + IntStream.range(0, 20)
                        .mapToObj(i -> "{'name':'c%02d','securityContext':{'privileged':true}}".formatted(i))
                        .reduce((a, b) -> a + "," + b)
                        .orElseThrow()
                + "]}}");
        assertThat(PodSecurity.evaluate(spec, Level.BASELINE, Version.LATEST))
                .containsExactly(new Violation("privileged", "privileged in c00, c01, c02, c03, c04 and 16 more"));
    }

    @ParameterizedTest
    @CsvSource({
        "latest,true",
        "v1.0,true",
        "v1.36,true",
        "v1.036,false",
        "1.36,false",
        "v2.1,false",
        "v1.,false",
        "'',false",
        "v1.99999999999,false"
    })
    void versionsAreReadAsLabelsHaveThem(String text, boolean valid) {
        assertThat(Version.of(text).isPresent()).isEqualTo(valid);
    }
}
