// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RbacFactsTest {

    private static final ObjectEvents ROLES = ObjectEvents.of("roles.rbac.authorization.k8s.io");
    private static final ObjectEvents CLUSTER_ROLES = ObjectEvents.of("clusterroles.rbac.authorization.k8s.io");
    private static final ObjectEvents BINDINGS = ObjectEvents.of("rolebindings.rbac.authorization.k8s.io");

    private static String role(String... rules) {
        return "{'rules':[" + String.join(",", rules) + "]}";
    }

    private static String rule(String verb, String group, String resource) {
        return "{'verbs':['%s'],'apiGroups':['%s'],'resources':['%s']}".formatted(verb, group, resource);
    }

    private static String binding(String... subjects) {
        StringBuilder list = new StringBuilder();
        for (String subject : subjects) {
            String[] parts = subject.split("/", -1);
            list.append(list.isEmpty() ? "" : ",")
                    .append("{'kind':'%s','namespace':'%s','name':'%s'}".formatted(parts[0], parts[1], parts[2]));
        }
        return "{'roleRef':{'kind':'ClusterRole','name':'edit'},'subjects':[" + list + "]}";
    }

    private static Object grants(String... rules) {
        return Fact.RBAC_GRANTS.of(ROLES.create(role(rules)));
    }

    @ParameterizedTest(name = "{0} {1}/{2} -> {3}")
    @CsvSource({
        "get,'',secrets,secrets-read",
        "watch,'*',secrets,secrets-read",
        "create,'',pods/attach,exec",
        "create,'','*/exec',exec",
        "get,'',pods/log,log-read",
        "get,'',nodes/proxy,nodes-proxy",
        "patch,'',nodes,node-write",
        "escalate,rbac.authorization.k8s.io,clusterroles,escalate",
        "bind,rbac.authorization.k8s.io,roles,bind",
        "impersonate,'',groups,impersonate",
        "impersonate,authentication.k8s.io,uids,impersonate",
        "impersonate:user-info,authentication.k8s.io,users,impersonate",
        "create,'',serviceaccounts/token,token-request",
        "create,certificates.k8s.io,certificatesigningrequests,csr-create",
        "update,certificates.k8s.io,certificatesigningrequests/approval,csr-approval",
        "approve,certificates.k8s.io,signers,csr-approval",
        "delete,admissionregistration.k8s.io,validatingadmissionpolicies,admission-write",
        "patch,'',services/status,status-write",
        "update,rbac.authorization.k8s.io,rolebindings,rbac-write",
        "create,'',pods,workload-write",
        "create,batch,cronjobs,workload-write",
        "patch,apps,deployments,workload-write",
        "create,'',persistentvolumes,pv-create",
        "update,coordination.k8s.io,leases,lease-write",
    })
    void aDangerousGrantIsNamed(String verb, String group, String resource, String grant) {
        assertThat(grants(rule(verb, group, resource))).isEqualTo(List.of(grant));
    }

    @ParameterizedTest(name = "{0} {1}/{2} grants nothing")
    @CsvSource({
        "get,example.com,secrets",
        "'*',example.com,'*'",
        "create,'','pods/*'",
        "create,'','*/*'",
        "create,'',pods/exe",
        "get,'',secrets/x",
        "update,'',roles",
        "impersonate,apps,users",
        "get,'',pods",
    })
    void whatTheAuthorizerDoesNotMatchGrantsNothing(String verb, String group, String resource) {
        assertThat(grants(rule(verb, group, resource))).isEqualTo(List.of());
    }

    @Test
    void severalGrantsOfOneRuleAreAllNamed() {
        assertThat(grants(rule("update", "", "pods/ephemeralcontainers")))
                .isEqualTo(List.of("ephemeral-containers", "exec"));
        assertThat(grants(rule("get", "", "pods/portforward"))).isEqualTo(List.of("exec", "port-forward"));
        assertThat((List<?>) grants(rule("*", "*", "*")))
                .asString()
                .contains("wildcard", "escalate", "secrets-read", "lease-write");
    }

    @Test
    void grantsAreJudgedPerRule() {
        assertThat(grants(rule("get", "", "pods"), rule("create", "", "secrets")))
                .isEqualTo(List.of());
        assertThat(grants("{'verbs':['get'],'resources':['secrets']}")).isEqualTo(List.of());
    }

    @Test
    void namedObjectsAreNoReadingOfAll() {
        String one = "{'verbs':['get'],'apiGroups':[''],'resources':['secrets'],'resourceNames':['one']}";
        assertThat(grants(one)).isEqualTo(List.of());
    }

    @Test
    void allPathsAreTold() {
        assertThat(grants("{'verbs':['get'],'nonResourceURLs':['*']}")).isEqualTo(List.of("non-resource-wildcard"));
        assertThat(grants("{'verbs':['get'],'nonResourceURLs':['/healthz/*']}")).isEqualTo(List.of());
    }

    @Test
    void onlyRolesGrant() {
        AuditView other = ObjectEvents.of("widgets.example.com").create(role(rule("*", "*", "*")));
        assertThat(Fact.RBAC_GRANTS.of(other)).isEqualTo(Missing.ABSENT);
        assertThat(Fact.RBAC_SUBJECTS.of(ROLES.create(binding("User//bob")))).isEqualTo(Missing.ABSENT);
    }

    @Test
    void addedGrantsNeedTheRoleAsItWas() {
        String before = role(rule("get", "", "secrets"));
        String now = role(rule("get", "", "secrets"), rule("create", "", "pods/exec"));
        assertThat(Fact.RBAC_GRANTS_ADDED.of(ROLES.update(before, now))).isEqualTo(List.of("exec"));
        assertThat(Fact.RBAC_GRANTS_ADDED.of(ROLES.update(now, now))).isEqualTo(List.of());
        assertThat(Fact.RBAC_GRANTS_ADDED.of(ROLES.create(now))).isEqualTo(List.of("exec", "secrets-read"));
        assertThat(Fact.RBAC_GRANTS_ADDED.of(ROLES.logged("update", "'requestObject':" + now)))
                .isEqualTo(Missing.ABSENT);
        assertThat(Fact.RBAC_GRANTS_ADDED.of(
                        ROLES.logged("patch", "'responseStatus':{'code':201},'responseObject':" + now)))
                .isEqualTo(List.of("exec", "secrets-read"));
    }

    @ParameterizedTest(name = "{0} {1}/{2}: {3}, of the cluster: {4}")
    @CsvSource({
        "'*','*','*',true,true",
        "escalate,rbac.authorization.k8s.io,clusterroles,true,true",
        "create,'',serviceaccounts/token,true,true",
        "list,'',secrets,false,true",
        "create,'',pods,false,false",
    })
    void aRoleIsAdminLikeByItsContent(
            String verb, String group, String resource, boolean inNamespace, boolean inCluster) {
        String role = role(rule(verb, group, resource));
        assertThat(Fact.RBAC_ADMIN_LIKE.of(ROLES.create(role))).isEqualTo(inNamespace);
        assertThat(Fact.RBAC_ADMIN_LIKE.of(CLUSTER_ROLES.create(role))).isEqualTo(inCluster);
    }

    @Test
    void bindingOneNamedRoleIsNotAdminLike() {
        String named = "{'verbs':['bind'],'apiGroups':['rbac.authorization.k8s.io'],"
                + "'resources':['clusterroles'],'resourceNames':['view']}";
        assertThat(Fact.RBAC_ADMIN_LIKE.of(CLUSTER_ROLES.create(role(named)))).isEqualTo(false);
        assertThat(Fact.RBAC_GRANTS.of(CLUSTER_ROLES.create(role(named)))).isEqualTo(List.of("bind"));
    }

    @Test
    void aggregationTargetsAreTold() {
        String labels = "{'metadata':{'labels':{'rbac.authorization.k8s.io/aggregate-to-edit':'true',"
                + "'rbac.authorization.k8s.io/aggregate-to-view':'false','a':'true'}}}";
        assertThat(Fact.RBAC_AGGREGATES_TO.of(CLUSTER_ROLES.create(labels))).isEqualTo(List.of("edit"));
    }

    @ParameterizedTest
    @CsvSource({
        "User//alice,true",
        "Group//dev,true",
        "Group//system:authenticated,false",
        "User//bob,false",
    })
    void selfGrantsAreSeen(String subject, boolean self) {
        assertThat(Fact.RBAC_SELF_GRANT.of(BINDINGS.create(binding(subject)))).isEqualTo(self);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ServiceAccount/a/b",
                "User//system:serviceaccount:a:b",
                "Group//system:serviceaccounts:a",
            })
    void aServiceAccountGrantsToItselfInThreeWays(String subject) {
        AuditView event = BINDINGS.logged(
                "create",
                "'user':{'username':'system:serviceaccount:a:b','groups':['system:serviceaccounts:a']},"
                        + "'requestObject':" + binding(subject));
        assertThat(Fact.RBAC_SELF_GRANT.of(event)).isEqualTo(true);
    }

    @Test
    void subjectsAreSortedByHowWideTheyAre() {
        String wide = binding(
                "User//system:anonymous",
                "Group//system:authenticated",
                "Group//system:serviceaccounts:a",
                "ServiceAccount/a/default",
                "ServiceAccount/b/other");
        AuditView event = BINDINGS.named("create", "a", "x", "'responseObject':" + wide);
        assertThat(Fact.RBAC_ANONYMOUS_SUBJECT.of(event)).isEqualTo(true);
        assertThat(Fact.RBAC_BROAD_SUBJECTS.of(event))
                .isEqualTo(List.of("Group/system:authenticated", "Group/system:serviceaccounts:a"));
        assertThat(Fact.RBAC_DEFAULT_ACCOUNTS.of(event)).isEqualTo(List.of("a/default"));
        assertThat(Fact.RBAC_CROSS_NAMESPACE.of(event)).isEqualTo(List.of("b/other"));
        assertThat(Fact.RBAC_ROLE_REF.of(event)).isEqualTo("ClusterRole/edit");
    }

    @Test
    void addedSubjectsAreThoseThatWereNotThere() {
        assertThat(Fact.RBAC_SUBJECTS_ADDED.of(
                        BINDINGS.update(binding("User//a"), binding("User//a", "ServiceAccount/n/b"))))
                .isEqualTo(List.of("ServiceAccount/n/b"));
    }
}
