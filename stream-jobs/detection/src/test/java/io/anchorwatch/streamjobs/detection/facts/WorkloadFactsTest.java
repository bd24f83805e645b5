// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WorkloadFactsTest {

    private static final ObjectEvents PODS = ObjectEvents.of("pods");
    private static final ObjectEvents DEPLOYMENTS = ObjectEvents.of("deployments.apps");

    private static Object ofPod(String fact, String spec) {
        return fact(fact, PODS, "{'spec':{'containers':[{'name':'c'}]," + spec + "}}");
    }

    private static Object ofContainer(String fact, String container) {
        return fact(fact, PODS, "{'spec':{'containers':[{}, {" + container + "}]}}");
    }

    private static Object fact(String fact, ObjectEvents events, String object) {
        return Fact.of(fact).orElseThrow().of(events.create(object));
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hostPorts         | 'ports':[{'hostPort':80},{'hostPort':0},{'containerPort':1}]               | [80]
            unconfined        | 'securityContext':{'seccompProfile':{'type':'Unconfined'}}                 | [seccomp]
            unconfined        | 'securityContext':{'appArmorProfile':{'type':'Unconfined'}}                | [apparmor]
            unconfined        | 'securityContext':{'procMount':'Unmasked'}                                 | [procMount]
            unconfined        | 'securityContext':{'seLinuxOptions':{'type':'spc_t'}}                      | [selinux]
            unconfined        | 'securityContext':{'seccompProfile':{'type':'RuntimeDefault'}}             | []
            runsAsRoot        | 'securityContext':{'runAsUser':0}                                          | true
            runsAsRoot        | 'securityContext':{'runAsNonRoot':false}                                   | true
            runsAsRoot        | 'securityContext':{'runAsUser':1}                                          | false
            capabilities      | 'securityContext':{'capabilities':{'add':['cap_bpf','BPF']}}               | [BPF]
            hookCommands      | 'livenessProbe':{'exec':{'command':['sh','-c','id']}},'command':['x']      | [sh -c id]
            hookCommands      | 'lifecycle':{'postStart':{'exec':{'command':['nc']}}}                      | [nc]
            commands          | 'command':['a'],'args':['b'],'lifecycle':{'preStop':{'exec':{'command':['c']}}} | [a b, c]
            subPaths          | 'volumeMounts':[{'subPath':'../x'},{'subPathExpr':'$(A)'},{}]              | [$(A), ../x]
            containerNames    | 'name':'a'                                                                 | [a]
            credentialsInEnv  | 'env':[{'name':'DB_PASSWORD','value':'hunter2'}]                           | [DB_PASSWORD]
            credentialsInEnv  | 'env':[{'name':'github-token','value':'abc'}]                              | [github-token]
            credentialsInEnv  | 'env':[{'name':'DB_PASSWORD','valueFrom':{}},{'name':'A_TOKEN','value':'$(B)'}] | []
            credentialsInEnv  | 'env':[{'name':'TOKEN_FILE','value':'x'},{'name':'MY_SECRET','value':'/run/x'}] | []
            credentialsInEnv  | 'env':[{'name':'USE_TOKEN','value':'true'},{'name':'PATH','value':'abc'}]  | []
            controlPlaneFlags | 'command':['kube-apiserver','--authorization-mode=RBAC,AlwaysAllow']        | [kube-apiserver --authorization-mode=RBAC,AlwaysAllow]
            controlPlaneFlags | 'command':['/bin/kube-apiserver'],'args':['--token-auth-file','/x','--authorization-mode=RBAC'] | [kube-apiserver --token-auth-file=/x]
            controlPlaneFlags | 'command':['kube-apiserver','--secure-port=1']                             | [kube-apiserver --authorization-mode=AlwaysAllow]
            controlPlaneFlags | 'name':'etcd','args':['--client-cert-auth=false']                          | [etcd --client-cert-auth=false]
            controlPlaneFlags | 'command':['other','--client-cert-auth=false']                             | []
            """)
    void aContainerTells(String fact, String container, String value) {
        assertThat(ofContainer("workload." + fact, container)).hasToString(value);
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            shareProcessNamespace | 'shareProcessNamespace':true                                           | true
            runsAsRoot            | 'securityContext':{'runAsUser':0}                                      | true
            unsafeSysctls         | 'securityContext':{'sysctls':[{'name':'kernel.msgmax'},{'name':'net.ipv4.tcp_syncookies'}]} | [kernel.msgmax]
            unconfined            | 'securityContext':{'sysctls':[{'name':'kernel.msgmax'}]}               | [sysctl]
            tokenAudiences        | 'volumes':[{'projected':{'sources':[{'serviceAccountToken':{'audience':'vault'}},{'serviceAccountToken':{}}]}}] | [vault]
            volumeTypes           | 'volumes':[{'name':'a','gitRepo':{}},{'name':'b','secret':null}]       | [gitRepo]
            nodeName              | 'nodeName':'n1'                                                        | n1
            nodeName              | 'x':1                                                                  | ABSENT
            priorityClass         | 'priorityClassName':'system-node-critical'                             | system-node-critical
            toleratesControlPlane | 'tolerations':[{'operator':'Exists'}]                                  | true
            toleratesControlPlane | 'tolerations':[{'key':'node-role.kubernetes.io/control-plane','effect':'NoSchedule'}] | true
            toleratesControlPlane | 'tolerations':[{'key':'node-role.kubernetes.io/master','effect':'NoExecute'}] | false
            toleratesControlPlane | 'tolerations':[{'key':'a','operator':'Exists'}]                        | false
            pinnedToControlPlane  | 'nodeSelector':{'node-role.kubernetes.io/control-plane':''}            | true
            pinnedToControlPlane  | 'nodeName':'kind-control-plane'                                        | true
            pinnedToControlPlane  | 'nodeName':'worker-1'                                                  | false
            pinnedToControlPlane  | 'affinity':{'nodeAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':{'nodeSelectorTerms':[{'matchExpressions':[{'key':'node-role.kubernetes.io/master','operator':'Exists'}]}]}}} | true
            pinnedToControlPlane  | 'affinity':{'nodeAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':{'nodeSelectorTerms':[{'matchExpressions':[{'key':'node-role.kubernetes.io/master','operator':'DoesNotExist'}]}]}}} | false
            pssLevel              | 'hostPID':true                                                         | privileged
            pssBaseline           | 'hostPID':true                                                         | [hostNamespaces]
            pssLevel              | 'x':1                                                                  | baseline
            pssRestricted         | 'os':{'name':'windows'}                                                | [runAsNonRoot]
            pssLevel              | 'os':{'name':'windows'},'securityContext':{'runAsNonRoot':true}        | restricted
            """)
    void aPodTells(String fact, String spec, String value) {
        assertThat(ofPod("workload." + fact, spec)).hasToString(value);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'name':'v','readOnly':true}                                | []
            {'name':'v'}                                                | [/etc]
            {'name':'v','readOnly':true},{'name':'v','readOnly':false}  | [/etc]
            {'name':'other','readOnly':true}                            | [/etc]
            """)
    void aHostPathIsWritableUnlessAllMountsAreReadOnly(String mounts, String paths) {
        String object = "{'spec':{'volumes':[{'name':'v','hostPath':{'path':'/etc/.'}}],'containers':[{'volumeMounts':["
                + mounts + "]}]}}";
        assertThat(fact("workload.writableHostPaths", PODS, object)).hasToString(paths);
    }

    @Test
    void ownersAreOfTheObjectAndNotOfItsTemplate() {
        String object =
                "{'metadata':{'ownerReferences':[{'kind':'X','name':'x'},{'kind':'ReplicaSet','name':'r','controller':true}]},"
                        + "'spec':{'containers':[{}]}}";
        assertThat(fact("workload.ownerKind", PODS, object)).isEqualTo("ReplicaSet");
        assertThat(fact("workload.ownerName", PODS, object)).isEqualTo("r");
        assertThat(fact("workload.owned", PODS, object)).isEqualTo(true);
        assertThat(ofPod("workload.owned", "'x':1")).isEqualTo(false);
        assertThat(ofPod("workload.ownerKind", "'x':1")).isEqualTo(Missing.ABSENT);
    }

    @Test
    void mirrorsOfStaticPodsAreKnown() {
        String object = "{'metadata':{'annotations':{'kubernetes.io/config.mirror':'abc'}},'spec':{'containers':[{}]}}";
        assertThat(fact("workload.mirror", PODS, object)).isEqualTo(true);
    }

    @Test
    void annotationsOfATemplateCount() {
        String template =
                "{'metadata':{'annotations':{'container.apparmor.security.beta.kubernetes.io/c':'unconfined'}},"
                        + "'spec':{'containers':[{'name':'c'}]}}";
        String object = "{'spec':{'template':" + template + "}}";
        assertThat(fact("workload.unconfined", DEPLOYMENTS, object)).isEqualTo(List.of("apparmor"));
        assertThat(fact("workload.pssBaseline", DEPLOYMENTS, object)).isEqualTo(List.of("appArmorProfile"));
    }

    @Test
    void aPartOfAPodDoesNotTellWhatIsMissing() {
        String patch = "'requestObject':{'spec':{'template':{'spec':{'containers':[{'name':'c','image':'i'}]}}}}";
        assertThat(Fact.WORKLOAD_PSS_RESTRICTED.of(DEPLOYMENTS.logged("patch", patch)))
                .isEqualTo(Missing.ABSENT);
        assertThat(Fact.WORKLOAD_PSS_LEVEL.of(DEPLOYMENTS.logged("patch", patch)))
                .isEqualTo(Missing.ABSENT);
        assertThat(Fact.WORKLOAD_PSS_BASELINE.of(DEPLOYMENTS.logged("patch", patch)))
                .isEqualTo(List.of());
    }

    @Test
    void aPathWithALineBreakInItStillTouchesThePod() {
        String patch = "'requestObject':[{'op':'add','path':'/spec/a\\nb','value':{'hostPID':true}}]";
        assertThat(Fact.WORKLOAD_HOST_PID.of(DEPLOYMENTS.logged("patch", patch)))
                .isEqualTo(true);
    }
}
