// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FactsTest {

    private static Object fact(Fact fact, String json) throws IOException {
        return fact.of(
                AuditView.decode(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Fact.values().length));
    }

    private static Object write(Fact fact, String verb, String body) throws IOException {
        return fact(fact, "{'level':'Request','verb':'" + verb + "','requestObject':" + body + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "'','',unauthenticated",
        "system:anonymous,system:unauthenticated,anonymous",
        "odd,system:unauthenticated,anonymous",
        "system:apiserver,'',control-plane",
        "system:serviceaccount:kube-system:namespace-controller,'',control-plane",
        "system:serviceaccount:other:namespace-controller,'',serviceaccount",
        "system:serviceaccount:kube-system:namespace-controller2,'',serviceaccount",
        "system:node:n1,system:nodes,node",
        "system:bootstrap:abc,'',bootstrap",
        "alice,dev,human",
        "system:admin,system:masters,human",
    })
    void actorKindIsJudgedOnTheUser(String name, String group, String kind) throws IOException {
        assertThat(fact(Fact.ACTOR_KIND, "{'user':{'username':'" + name + "','groups':['" + group + "']}}"))
                .isEqualTo(kind);
    }

    @ParameterizedTest(name = "{0} {1} {2} {3} -> {4}")
    @CsvSource({
        "get,ResponseComplete,200,/,success",
        "get,ResponseStarted,101,/,success",
        "get,ResponseStarted,401,/,denied",
        "create,ResponseComplete,403,/,denied",
        "create,ResponseComplete,409,/,failed",
        "create,ResponseComplete,500,/,failed",
        "create,Panic,200,/,failed",
        "create,RequestReceived,200,/,unknown",
        "create,ResponseComplete,0,/,unknown",
        "create,ResponseComplete,201,/x?dryRun=All,dry-run",
        "create,ResponseComplete,201,/x?dry%52un=All,dry-run",
        "create,ResponseComplete,201,/x?dryRun=%41ll&a=b,dry-run",
        "create,ResponseComplete,201,/x?dryRun=&dryRun=All,dry-run",
        "create,ResponseComplete,403,/x?dryRun=All,denied",
        "create,ResponseComplete,201,/x?xdryRun=All,success",
        "create,ResponseComplete,201,/x?dryRun=All%zz,success",
        "create,ResponseComplete,201,/x?dryRun=%４１ll,success",
        "create,ResponseComplete,201,/x?dryRun=All;a=b,success",
        "create,ResponseComplete,201,/dryRun=All,success",
        "get,ResponseComplete,200,/x?dryRun=All,success",
    })
    void outcomeIsJudgedOnCodeStageAndDryRun(String verb, String stage, int code, String uri, String outcome)
            throws IOException {
        assertThat(fact(
                        Fact.OUTCOME,
                        "{'level':'Metadata','verb':'%s','stage':'%s','requestURI':'%s','responseStatus':{'code':%d}}"
                                .formatted(verb, stage, uri, code)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest(name = "level {0}, query {1}, body {2} -> {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Request||{'dryRun':['All']}|dry-run",
                "Request|?dryRun=All||dry-run",
                "Request|?dryRun=All|{'kind':'DeleteOptions'}|success",
                "Request|?dryRun=All|{'dryRun':[]}|success",
                "Request||{'other':['All']}|success",
                "Metadata|?dryRun=All||success",
            })
    void bodyOfADeleteReplacesItsQuery(String level, String query, String body, String outcome) throws IOException {
        String request = body == null ? "" : ",'requestObject':" + body;
        assertThat(fact(
                        Fact.OUTCOME,
                        "{'level':'%s','verb':'delete','stage':'ResponseComplete','requestURI':'/x%s','responseStatus':{'code':200}%s}"
                                .formatted(level, query == null ? "" : query, request)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "pods,exec,''",
        "pods,attach,''",
        "services,proxy,''",
        "serviceaccounts,token,''",
        "selfsubjectrulesreviews,'',authorization.k8s.io"
    })
    void dryRunHidesNothingWhereTheServerIgnoresIt(String resource, String subresource, String group)
            throws IOException {
        assertThat(fact(
                        Fact.OUTCOME,
                        ("{'level':'Metadata','verb':'create','stage':'ResponseComplete','requestURI':'/x?dryRun=All',"
                                        + "'responseStatus':{'code':201},'objectRef':{'resource':'%s','subresource':'%s','apiGroup':'%s'}}")
                                .formatted(resource, subresource, group)))
                .isEqualTo("success");
    }

    @Test
    void onlyTheLastAddressIsTrusted() throws IOException {
        String event = "{'sourceIPs':['1.1.1.1',7,'2.2.2.2','3.3.3.3']}";
        assertThat(fact(Fact.CLIENT_ADDRESS, event)).isEqualTo("3.3.3.3");
        assertThat(fact(Fact.CLIENT_CLAIMED, event)).isEqualTo(List.of("1.1.1.1", "2.2.2.2"));
        assertThat(fact(Fact.CLIENT_ADDRESS, "{}")).isEqualTo("");
    }

    @Test
    void execCommandIsDecodedFromTheUri() throws IOException {
        String event =
                "{'objectRef':{'subresource':'exec'},'requestURI':'/x?command=sh&stdin=true&command=-c&comm%61nd=cat+%2Fetc%2Fpasswd'}";
        assertThat(fact(Fact.EXEC_COMMAND, event)).isEqualTo("sh -c cat /etc/passwd");
        assertThat(fact(Fact.EXEC_COMMAND, event.replace("'exec'", "'log'"))).isEqualTo(Missing.ABSENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "create|{'spec':{'containers':[{'securityContext':{'privileged':true}}]}}",
                "create|{'spec':{'containers':[{}],'initContainers':[{'securityContext':{'privileged':true}}]}}",
                "patch|{'spec':{'ephemeralContainers':[{'securityContext':{'privileged':true}}]}}",
                "update|{'spec':{'template':{'spec':{'containers':[{'securityContext':{'privileged':true}}]}}}}",
                "create|{'spec':{'jobTemplate':{'spec':{'template':{'spec':{'containers':[{'securityContext':{'privileged':true}}]}}}}}}",
                "create|{'template':{'spec':{'containers':[{'securityContext':{'privileged':true}}]}}}",
                "create|{'kind':'Rollout','spec':{'steps':[{'pod':{'containers':[{'securityContext':{'privileged':true}}]}}]}}",
                "create|{'spec':{'containers':[{}],'real':{'containers':[{'securityContext':{'privileged':true}}]}}}",
                "create|{'spec':{'containers':[null,{'securityContext':{'privileged':true}}]}}",
                "patch|[{'op':'add','path':'/spec/template/spec/containers/-','value':{'securityContext':{'privileged':true}}}]",
                "patch|[{'op':'replace','path':'/spec/template/spec/containers/0/securityContext/privileged','value':true}]",
                "patch|[{'op':'add','path':'/spec/containers','value':[]},{'op':'add','path':'/spec/containers/-','value':{'securityContext':{'privileged':true}}}]",
                "patch|[{'op':'replace','path':'','value':{'spec':{'containers':[{'securityContext':{'privileged':true}}]}}}]",
            })
    void privilegedContainersAreFoundWhereverTheyStand(String verb, String body) throws IOException {
        assertThat(write(Fact.WORKLOAD_PRIVILEGED, verb, body)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'spec':{'template':{'spec':{'hostPID':true}}}}",
                "[{'op':'add','path':'/spec/template/spec/hostPID','value':true}]",
            })
    void aPatchNeedsNoContainersToReachTheHost(String body) throws IOException {
        assertThat(write(Fact.WORKLOAD_HOST_PID, "patch", body)).isEqualTo(true);
    }

    @Test
    void whatAPatchDidNotTouchIsNoNews() throws IOException {
        String response = ",'responseObject':{'spec':{'containers':[{'securityContext':{'privileged':true}}]}}}";
        assertThat(fact(Fact.WORKLOAD_PRIVILEGED, "{'verb':'patch','requestObject':{'metadata':{}}" + response))
                .isEqualTo(Missing.ABSENT);
        assertThat(fact(
                        Fact.WORKLOAD_PRIVILEGED,
                        "{'verb':'patch','requestObject':{'spec':{'containers':[]}}" + response))
                .isEqualTo(true);
        assertThat(fact(
                        Fact.WORKLOAD_PRIVILEGED,
                        "{'verb':'update','objectRef':{'subresource':'status'},'requestObject':{}" + response))
                .isEqualTo(Missing.ABSENT);
    }

    @Test
    void hostPathsAreCleaned() throws IOException {
        String body =
                "{'spec':{'containers':[{}],'volumes':[{'hostPath':{'path':'//var/./x/..//run/'}},{'hostPath':{'path':'/../..'}},{'emptyDir':{}},7]}}";
        assertThat(write(Fact.WORKLOAD_HOST_PATHS, "create", body)).isEqualTo(List.of("/", "/var/run"));
    }

    @Test
    void capabilitiesAreFolded() throws IOException {
        String body =
                "{'spec':{'containers':[{'securityContext':{'capabilities':{'add':['cap_sys_admin','NET_raw','ALL']}}}]}}";
        assertThat(write(Fact.WORKLOAD_CAPABILITIES, "create", body)).isEqualTo(List.of("ALL", "NET_RAW", "SYS_ADMIN"));
    }

    @Test
    void patchChangesNamePathsAndValues() throws IOException {
        AuditView event = AuditView.decode(
                "{\"verb\":\"patch\",\"requestObject\":{\"kind\":\"X\",\"spec\":{\"a/b\":1,\"c\":{}}}}"
                        .getBytes(StandardCharsets.UTF_8),
                Fact.values().length);
        assertThat(PatchChanges.of(event))
                .extracting(change -> change.path() + "=" + change.after())
                .containsExactly("/spec/a~1b=1", "/spec/c={}");
    }
}
