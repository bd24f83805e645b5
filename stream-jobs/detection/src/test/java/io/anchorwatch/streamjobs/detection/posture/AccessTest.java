// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import static io.anchorwatch.streamjobs.detection.posture.Objects.account;
import static io.anchorwatch.streamjobs.detection.posture.Objects.binding;
import static io.anchorwatch.streamjobs.detection.posture.Objects.named;
import static io.anchorwatch.streamjobs.detection.posture.Objects.role;
import static io.anchorwatch.streamjobs.detection.posture.Objects.state;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who really gets what, and by which chain. */
final class AccessTest {

    private static final String GROUP = "{'kind':'Group','name':'%s'}";
    private static final String USER = "{'kind':'User','name':'%s'}";

    private static List<Chain> chains(String... objects) {
        return new AccessCheck(Cluster.of(state(objects)), new Findings()).chains();
    }

    private static Access access(String subject) {
        return new Access(state(
                named("ServiceAccount", "a", "one", ""),
                named("ServiceAccount", "b", "two", ""),
                role("r", "get", "pods"),
                binding("ClusterRoleBinding", "", "x", "r", subject)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Group | system:serviceaccounts   | Group/system:serviceaccounts,ServiceAccount/a/one,ServiceAccount/b/two",
                "Group | system:serviceaccounts:b | Group/system:serviceaccounts:b,ServiceAccount/b/two",
                "Group | system:authenticated     | Group/system:authenticated,ServiceAccount/a/one,ServiceAccount/b/two",
                "Group | sre                      | Group/sre",
                "User  | system:serviceaccount:a:one | ServiceAccount/a/one",
                "User  | bob                      | User/bob",
            })
    void groupsStandForTheServiceAccountsThatAreInThem(String kind, String name, String members) {
        Access access = access("{'kind':'" + kind + "','name':'" + name + "'}");
        assertThat(access.members(access.links().get(0))).containsExactly(members.split(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ClusterRoleBinding |             | *       | *                   | true",
                "ClusterRoleBinding |             | list    | secrets             | true",
                "ClusterRoleBinding |             | create  | serviceaccounts/token | true",
                "ClusterRoleBinding |             | get     | pods                | false",
                "RoleBinding        | shop        | *       | *                   | false",
                "RoleBinding        | kube-system | *       | *                   | true",
                "RoleBinding        | kube-system | get     | pods                | false",
            })
    void adminIsWhoGetsWhatLeadsToEverything(
            String kind, String namespace, String verbs, String resources, boolean admin) {
        List<Chain> chains = chains(
                role("r", verbs, resources),
                binding(kind, namespace == null ? "" : namespace, "b", "r", USER.formatted("bob")));
        assertThat(chains).hasSize(admin ? 1 : 0);
    }

    @Test
    void aChainNamesTheAggregatedRoleThatBringsTheRule() {
        String wide = "{'kind':'ClusterRole','metadata':{'name':'extra','labels':{'to-wide':'true'}},"
                + "'rules':[{'apiGroups':[''],'resources':['secrets'],'verbs':['get']}]}";
        String aggregated = named(
                "ClusterRole",
                "",
                "wide",
                "'aggregationRule':{'clusterRoleSelectors':[{'matchLabels':{'to-wide':'true'}}]},'rules':[]");
        assertThat(chains(wide, aggregated, binding("ClusterRoleBinding", "", "b", "wide", GROUP.formatted("dev"))))
                .containsExactly(new Chain(
                        "Group/dev",
                        new Holder("clusterrolebindings.rbac.authorization.k8s.io", "", "b"),
                        new Holder("clusterroles.rbac.authorization.k8s.io", "", "wide"),
                        new Holder("clusterroles.rbac.authorization.k8s.io", "", "extra"),
                        "secrets-read: get on secrets",
                        0));
    }

    @Test
    void whatTheApiServerMakesItselfIsLeftOutOnlyWhileItGrantsNoMore() {
        String masters =
                binding("ClusterRoleBinding", "", "cluster-admin", "cluster-admin", GROUP.formatted("system:masters"));
        String widened = binding(
                "ClusterRoleBinding",
                "",
                "cluster-admin",
                "cluster-admin",
                GROUP.formatted("system:masters") + "," + USER.formatted("mallory"));
        String admin = role("cluster-admin", "*", "*");
        assertThat(chains(admin, masters)).isEmpty();
        assertThat(chains(admin, widened))
                .extracting(Chain::subject)
                .containsExactly("Group/system:masters", "User/mallory");
    }

    @Test
    void aBindingReachesAllNamespacesOrItsOwn() {
        String[] objects = {
            named("Namespace", "", "shop", ""),
            named("Namespace", "", "team", ""),
            role("r", "*", "*"),
            binding("ClusterRoleBinding", "", "all", "r", account("shop", "ci")),
            binding("RoleBinding", "team", "own", "r", account("shop", "ci"))
        };
        Access access = new Access(state(objects));
        assertThat(access.links())
                .extracting(link -> List.copyOf(access.reach(link).namespaces()))
                .containsExactly(List.of("shop", "team"), List.of("team"));
    }
}
