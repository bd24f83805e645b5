// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.value.Missing;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClusterFactsTest {

    private static final ObjectEvents NAMESPACES = ObjectEvents.of("namespaces");
    private static final ObjectEvents NODES = ObjectEvents.of("nodes");
    private static final ObjectEvents DEPLOYMENTS = ObjectEvents.of("deployments.apps");
    private static final ObjectEvents ACCOUNTS = ObjectEvents.of("serviceaccounts");
    private static final ObjectEvents CONFIG_MAPS = ObjectEvents.of("configmaps");

    private static String labelled(String labels) {
        StringBuilder all = new StringBuilder();
        for (String label : labels.isEmpty() ? new String[0] : labels.split(",", -1)) {
            String[] parts = label.split("=", -1);
            all.append(all.isEmpty() ? "" : ",")
                    .append("'pod-security.kubernetes.io/%s':'%s'".formatted(parts[0], parts[1]));
        }
        return "{'metadata':{'labels':{" + all + "}}}";
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            enforce=restricted                        | enforce=baseline                          | [enforce]
            enforce=baseline,warn=restricted          | ``                                        | [enforce, warn]
            enforce=privileged                        | ``                                        | []
            enforce=baseline                          | enforce=restricted,enforce-version=v1.20  | []
            enforce=baseline                          | enforce=baseline,enforce-version=v1.20    | [enforce]
            audit=baseline,audit-version=v1.9         | audit=baseline,audit-version=v1.10        | []
            audit=baseline,audit-version=v1.10        | audit=baseline,audit-version=v1.9         | [audit]
            enforce=privileged                        | enforce=privileged,enforce-version=v1.1   | []
            enforce=restricted                        | enforce=restrictd                         | [enforce]
            """)
    void aLevelIsLowered(String before, String now, String modes) {
        assertThat(Fact.NAMESPACE_LOWERED.of(NAMESPACES.update(labelled(before), labelled(now))))
                .hasToString(modes);
    }

    @Test
    void levelsAreAbsentWhereThereIsNoLabel() {
        var event = NAMESPACES.create(labelled("enforce=baseline,enforce-version=v1.30"));
        assertThat(Fact.NAMESPACE_ENFORCE.of(event)).isEqualTo("baseline");
        assertThat(Fact.NAMESPACE_ENFORCE_VERSION.of(event)).isEqualTo("v1.30");
        assertThat(Fact.NAMESPACE_WARN.of(event)).isEqualTo(Missing.ABSENT);
        assertThat(Fact.NAMESPACE_LOWERED.of(event)).isEqualTo(Missing.ABSENT);
    }

    @Test
    void aNodeTellsWhereItsKubeletIsCalled() {
        String before =
                "{'metadata':{'labels':{'node-role.kubernetes.io/control-plane':'','node-role.kubernetes.io/x':''}},"
                        + "'spec':{'taints':[{'key':'a','effect':'NoSchedule'},{'key':'b','effect':'NoExecute'}]},"
                        + "'status':{'addresses':[{'type':'InternalIP','address':'10.0.0.1'}],"
                        + "'daemonEndpoints':{'kubeletEndpoint':{'Port':10250}}}}";
        String now = before.replace("10.0.0.1", "6.6.6.6")
                .replace(",{'key':'b','effect':'NoExecute'}", "")
                .replace("'spec':{", "'spec':{'unschedulable':true,");
        var event = NODES.update(before, now);
        assertThat(Fact.NODE_ADDRESSES.of(event)).isEqualTo(List.of("6.6.6.6"));
        assertThat(Fact.NODE_ADDRESSES_CHANGED.of(event)).isEqualTo(true);
        assertThat(Fact.NODE_ADDRESSES_CHANGED.of(NODES.update(now, now))).isEqualTo(false);
        assertThat(Fact.NODE_KUBELET_PORT.of(event)).isEqualTo(10250L);
        assertThat(Fact.NODE_TAINTS_REMOVED.of(event)).isEqualTo(List.of("b:NoExecute"));
        assertThat(Fact.NODE_UNSCHEDULABLE.of(event)).isEqualTo(true);
        assertThat(Fact.NODE_CONTROL_PLANE.of(event)).isEqualTo(true);
        assertThat(Fact.NODE_ROLES.of(event)).isEqualTo(List.of("control-plane", "x"));
    }

    @ParameterizedTest(name = "{0} of {1} {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            storage.hostPath      | persistentvolumes | {'spec':{'hostPath':{'path':'//etc/../'}}}                   | /
            storage.hostPath      | persistentvolumes | {'spec':{'local':{'path':'/mnt/'}}}                          | /mnt
            storage.hostPath      | persistentvolumes | {'spec':{'csi':{'driver':'d'}}}                              | ABSENT
            storage.csiDriver     | persistentvolumes | {'spec':{'csi':{'driver':'d'}}}                              | d
            storage.reclaimPolicy | persistentvolumes | {'spec':{'persistentVolumeReclaimPolicy':'Retain'}}          | Retain
            storage.reclaimPolicy | storageclasses.storage.k8s.io | {'reclaimPolicy':'Delete'}                       | Delete
            storage.claimSource   | persistentvolumeclaims | {'spec':{'dataSource':{'kind':'VolumeSnapshot','name':'s'}}} | VolumeSnapshot/s
            storage.claimSource   | persistentvolumeclaims | {'spec':{}}                                             | ABSENT
            crd.conversionHosts   | customresourcedefinitions.apiextensions.k8s.io | {'spec':{'conversion':{'webhook':{'clientConfig':{'url':'https://h/x'}}}}} | [h]
            crd.conversionExternal | customresourcedefinitions.apiextensions.k8s.io | {'spec':{'conversion':{'webhook':{'clientConfig':{'service':{'name':'s','namespace':'n'}}}}}} | false
            crd.conversionExternal | customresourcedefinitions.apiextensions.k8s.io | {'spec':{'conversion':{'webhook':{'clientConfig':{'url':'https://h/x'}}}}} | true
            apiservice.external   | apiservices.apiregistration.k8s.io | {'spec':{'service':{'namespace':'x','name':'y'}}} | true
            apiservice.external   | apiservices.apiregistration.k8s.io | {'spec':{'service':{'namespace':'kube-system','name':'y'}}} | false
            apiservice.external   | apiservices.apiregistration.k8s.io | {'spec':{'group':'apps'}}                   | false
            apiservice.insecure   | apiservices.apiregistration.k8s.io | {'spec':{'insecureSkipTLSVerify':true}}     | true
            apiservice.group      | apiservices.apiregistration.k8s.io | {'spec':{'group':'metrics.k8s.io'}}         | metrics.k8s.io
            """)
    void anObjectTells(String fact, String resource, String object, String value) {
        assertThat(Fact.of(fact).orElseThrow().of(ObjectEvents.of(resource).create(object)))
                .hasToString(value);
    }

    @Test
    void aVolumeThatWasKeptIsDeleted() {
        ObjectEvents volumes = ObjectEvents.of("persistentvolumes");
        String kept = "{'spec':{'persistentVolumeReclaimPolicy':'Retain'}}";
        String deleted = "{'spec':{'persistentVolumeReclaimPolicy':'Delete'}}";
        assertThat(Fact.STORAGE_RECLAIM_WEAKENED.of(volumes.update(kept, deleted)))
                .isEqualTo(true);
        assertThat(Fact.STORAGE_RECLAIM_WEAKENED.of(volumes.update(deleted, kept)))
                .isEqualTo(false);
    }

    @Test
    void scalingIsKnownOfAChange() {
        var event = DEPLOYMENTS.update("{'spec':{'replicas':4}}", "{'spec':{'replicas':10}}");
        assertThat(Fact.SCALE_BEFORE.of(event)).isEqualTo(4L);
        assertThat(Fact.SCALE_AFTER.of(event)).isEqualTo(10L);
        assertThat(Fact.SCALE_FACTOR.of(event)).isEqualTo(new BigDecimal("2.50"));
        assertThat(Fact.SCALE_TO_ZERO.of(event)).isEqualTo(false);
        assertThat(Fact.SCALE_TO_ZERO.of(DEPLOYMENTS.update("{'spec':{}}", "{'spec':{'replicas':0}}")))
                .isEqualTo(true);
        assertThat(Fact.SCALE_TO_ZERO.of(DEPLOYMENTS.update("{'spec':{'replicas':0}}", "{'spec':{'replicas':0}}")))
                .isEqualTo(false);
        assertThat(Fact.SCALE_FACTOR.of(DEPLOYMENTS.update("{'spec':{'replicas':0}}", "{'spec':{'replicas':2}}")))
                .isEqualTo(Missing.ABSENT);
    }

    @ParameterizedTest(name = "{0} through {1} of {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            patch  | scale | {'spec':{'replicas':0}}                               | 0      | true
            patch  | ``    | {'spec':{'replicas':3}}                               | 3      | false
            patch  | ``    | [{'op':'replace','path':'/spec/replicas','value':0}]  | 0      | true
            patch  | ``    | {'spec':{'paused':true}}                              | ABSENT | ABSENT
            update | scale | {'kind':'Scale','spec':{}}                            | 0      | true
            update | ``    | {'spec':{'replicas':0}}                               | ABSENT | ABSENT
            """)
    void aRequestThatScalesTellsHowFar(String verb, String subresource, String body, String after, String toZero) {
        var event = DEPLOYMENTS.through(subresource).logged(verb, "'requestObject':" + body);
        assertThat(Fact.SCALE_AFTER.of(event)).hasToString(after);
        assertThat(Fact.SCALE_TO_ZERO.of(event)).hasToString(toZero);
        assertThat(Fact.SCALE_BEFORE.of(event)).isEqualTo(Missing.ABSENT);
    }

    @Test
    void aServiceAccountGainsAnIdentityAndSecrets() {
        String before = "{'imagePullSecrets':[{'name':'a'}]}";
        String now = "{'metadata':{'annotations':{'eks.amazonaws.com/role-arn':'arn:x'}},"
                + "'imagePullSecrets':[{'name':'a'},{'name':'b'}]}";
        var event = ACCOUNTS.update(before, now);
        assertThat(Fact.ACCOUNT_CLOUD_IDENTITY.of(event)).isEqualTo(List.of("arn:x"));
        assertThat(Fact.ACCOUNT_CLOUD_CHANGED.of(event)).isEqualTo(true);
        assertThat(Fact.ACCOUNT_CLOUD_CHANGED.of(ACCOUNTS.update(now, before))).isEqualTo(false);
        assertThat(Fact.ACCOUNT_CLOUD_CHANGED.of(ACCOUNTS.create(now))).isEqualTo(true);
        assertThat(Fact.ACCOUNT_PULL_SECRETS_ADDED.of(event)).isEqualTo(List.of("b"));
    }

    @ParameterizedTest(name = "{0} {1}/{2}: {3}")
    @CsvSource({
        "update,kube-system,coredns,coredns",
        "delete,kube-system,kubelet-config-1.30,kubelet-config-1.30",
        "patch,kube-public,cluster-info,cluster-info",
        "update,team,kube-root-ca.crt,kube-root-ca.crt",
        "get,kube-system,coredns,ABSENT",
        "update,team,coredns,ABSENT",
    })
    void configMapsOfTheControlPlaneAreKnownByName(String verb, String namespace, String name, String value) {
        assertThat(Fact.CONTROL_PLANE_CONFIG.of(CONFIG_MAPS.named(verb, namespace, name, "'x':1")))
                .hasToString(value);
    }

    @Test
    void adminsOfTheCloudAreRead() {
        String roles = "- rolearn: arn:a\\n  groups: [system:masters]\\n- rolearn: arn:b\\n  groups: [dev]\\n";
        String users = "- {userarn: arn:c, groups: [x, system:masters]}\\n";
        String now = "{'data':{'mapRoles':'" + roles + "','mapUsers':'" + users + "'}}";
        String before = "{'data':{'mapRoles':'" + roles + "','mapUsers':'&x [*x, {'}}";
        var event = CONFIG_MAPS.named(
                "update", "kube-system", "aws-auth", "'oldObject':" + before + ",'responseObject':" + now);
        assertThat(Fact.AWS_AUTH_ADMINS.of(event)).isEqualTo(List.of("arn:a", "arn:c"));
        assertThat(Fact.AWS_AUTH_ADMINS_ADDED.of(event)).isEqualTo(List.of("arn:c"));
    }

    @Test
    void dnsForwardsAndRewritesAreRead() {
        String file = ".:53 {\\n  # forward . 9.9.9.9\\n  rewrite name a.example.com b.example.com\\n"
                + "  forward . 1.1.1.1 tls://2.2.2.2 {\\n    max_concurrent 1\\n  }\\n}";
        var event = CONFIG_MAPS.named(
                "update",
                "kube-system",
                "coredns",
                "'responseObject':{'data':{'Corefile':'" + file + "','x':'forward . 3'}}");
        assertThat(Fact.DNS_FORWARDS.of(event)).isEqualTo(List.of("1.1.1.1", "tls://2.2.2.2"));
        assertThat(Fact.DNS_REWRITES.of(event)).isEqualTo(List.of("name a.example.com b.example.com"));
        assertThat(Fact.AWS_AUTH_ADMINS.of(event)).isEqualTo(Missing.ABSENT);
    }

    @Test
    void theLatestManagerIsTheWriter() {
        String git = "{'manager':'kustomize-controller','time':'2026-01-01T00:00:00Z'}";
        String hand = "{'manager':'kubectl-edit','time':'2026-01-02T00:00:00Z'}";
        String status = "{'manager':'kube-controller-manager','subresource':'status','time':'2026-01-03T00:00:00Z'}";
        String before = "{'metadata':{'managedFields':[" + git + "," + status + "]}}";
        String now = "{'metadata':{'managedFields':[" + hand + "," + git + "," + status + "]}}";
        var event = DEPLOYMENTS.update(before, now);
        assertThat(Fact.CHANGE_MANAGER.of(event)).isEqualTo("kubectl-edit");
        assertThat(Fact.CHANGE_MANAGER_CHANGED.of(event)).isEqualTo(true);
        assertThat(Fact.CHANGE_OWNED_BY_GITOPS.of(event)).isEqualTo(true);
        assertThat(Fact.CHANGE_OWNED_BY_GITOPS.of(DEPLOYMENTS.update(now, before)))
                .isEqualTo(false);
        assertThat(Fact.CHANGE_MANAGER.of(DEPLOYMENTS.create("{}"))).isEqualTo(Missing.ABSENT);
    }
}
