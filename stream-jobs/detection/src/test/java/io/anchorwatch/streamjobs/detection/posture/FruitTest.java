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

/** What one command makes safer, and the commands. */
final class FruitTest {

    private static List<String> commands(String... objects) {
        Cluster cluster = Cluster.of(state(objects));
        return new FruitPicker(cluster)
                .pick(new StandardsCheck(cluster, new Findings()).run()).stream()
                        .map(fruit -> fruit.effect().wireName() + " " + fruit.command())
                        .toList();
    }

    @Test
    void anEmptyNamespaceCanEnforceRestricted() {
        assertThat(commands(named("Namespace", "", "shop", "")))
                .containsExactly("breaks-nothing kubectl label --overwrite namespaces/shop"
                        + " pod-security.kubernetes.io/enforce=restricted");
    }

    @Test
    void aNamespaceWhoseObjectIsNotThereGetsNoLabel() {
        assertThat(commands(named("Pod", "shop", "p", "'spec':{'containers':[{'name':'c'}]}")))
                .isEmpty();
    }

    @Test
    void whatNobodyIsBoundToCanGoUnlessItIsAggregated() {
        String aggregating = named(
                "ClusterRole", "", "sum", "'aggregationRule':{'clusterRoleSelectors':[{'matchLabels':{'to':'sum'}}]}");
        String part = "{'kind':'ClusterRole','metadata':{'name':'part','labels':{'to':'sum'}},"
                + "'rules':[{'apiGroups':[''],'resources':['secrets'],'verbs':['get']}]}";
        assertThat(commands(aggregating, part, role("loose", "*", "*"), role("harmless", "get", "pods")))
                .containsExactly("breaks-nothing kubectl delete clusterroles.rbac.authorization.k8s.io/loose");
    }

    @Test
    void aBindingThatGrantsNothingCanGoOnlyWhereTheRestIsKnown() {
        String roleOfPods = role("r", "get", "pods");
        String toNobody = binding("RoleBinding", "shop", "b", "r", account("shop", "gone"));
        String toNothing = binding("RoleBinding", "shop", "c", "missing", "{'kind':'User','name':'bob'}");
        String known = named("ServiceAccount", "shop", "ci", "'automountServiceAccountToken':false");
        assertThat(commands(toNobody, toNothing))
                .as("roles and accounts were not among the objects")
                .isEmpty();
        assertThat(commands(roleOfPods, toNobody, toNothing, known))
                .containsExactly(
                        "breaks-nothing kubectl delete -n shop rolebindings.rbac.authorization.k8s.io/b",
                        "breaks-nothing kubectl delete -n shop rolebindings.rbac.authorization.k8s.io/c");
    }

    @Test
    void tokensWithoutARoleAreNotNeeded() {
        String account = named("ServiceAccount", "shop", "default", "");
        String pod = named("Pod", "shop", "p", "'spec':{'containers':[{'name':'c'}]}");
        assertThat(commands(account, pod))
                .containsExactly("one-object kubectl patch -n shop serviceaccounts/default"
                        + " -p '{\"automountServiceAccountToken\":false}'");
        assertThat(commands(account)).as("nobody runs as it").isEmpty();
        assertThat(commands(
                        account,
                        pod,
                        role("r", "get", "pods"),
                        binding("RoleBinding", "shop", "b", "r", account("shop", "default"))))
                .as("it has a role")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain           | kubectl delete roles/plain",
                "system:x        | kubectl delete roles/system:x",
                "a b             | kubectl delete 'roles/a b'",
                "$(reboot)       | kubectl delete 'roles/$(reboot)'",
                "a';reboot;'     | kubectl delete 'roles/a'\\'';reboot;'\\'''",
                "-all            | kubectl delete roles/-all",
                "a/b             | ``",
                "é               | ``",
            })
    void namesAreQuotedForTheShell(String name, String command) {
        assertThat(Shell.kubectl("delete", new Holder("roles", "", name), "")).isEqualTo(command);
    }

    @Test
    void aNameWithControlCharactersOrOfAnyLengthGetsNoCommand() {
        assertThat(Shell.kubectl("delete", new Holder("roles", "", "a\nreboot"), ""))
                .isEmpty();
        assertThat(Shell.kubectl("delete", new Holder("roles", "", "a".repeat(10_000)), ""))
                .isEmpty();
        assertThat(Shell.kubectl("delete", new Holder("pods", "a\u202eb", "p"), ""))
                .isEmpty();
    }
}
