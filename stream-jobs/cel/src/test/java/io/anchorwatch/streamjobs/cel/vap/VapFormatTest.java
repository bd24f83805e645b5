// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import io.anchorwatch.streamjobs.detection.engine.Detector;
import io.anchorwatch.streamjobs.detection.engine.InMemoryRequestLog;
import io.anchorwatch.streamjobs.detection.engine.Judgement;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VapFormatTest {

    private static final String RULES = """
              matchConstraints:
                resourceRules:
                - {apiGroups: [''], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [pods]}
            """;
    private static final String BOUND = """
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: bound}
            spec:
              policyName: no-root
            """;

    private static String policy(String spec) {
        return "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: {name: no-root}\n"
                + "spec:\n" + spec;
    }

    private static String bound(String spec) {
        return policy(RULES + spec) + BOUND + "  validationActions: [Deny]\n";
    }

    private static RuleSet read(String text) {
        return new VapFormat().read(Map.of("p.yaml", text), Set.of());
    }

    private static Judgement.Evaluated judge(RuleSet rules, String event) {
        assertThat(rules.problems().stream().filter(RuleProblem::isError)).isEmpty();
        String json = "{\"auditID\":\"a\",\"stage\":\"ResponseComplete\",\"stageTimestamp\":\"2026-01-01T00:00:00Z\","
                + event + "}";
        return (Judgement.Evaluated)
                new Detector(rules).judge("c", "e", json.getBytes(StandardCharsets.UTF_8), new InMemoryRequestLog());
    }

    private static String request(String verb, String resource, String namespace, String object) {
        return "\"verb\":\"" + verb + "\",\"user\":{\"username\":\"bob\"},\"responseStatus\":{\"code\":201},"
                + "\"objectRef\":{\"resource\":\"" + resource + "\",\"apiVersion\":\"v1\",\"namespace\":\"" + namespace
                + "\",\"name\":\"n\"},\"requestObject\":" + object;
    }

    private static String pod(String spec) {
        return request(
                "create",
                "pods",
                "shop",
                "{\"kind\":\"Pod\",\"metadata\":{\"labels\":{\"app\":\"web\"}},\"spec\":" + spec + "}");
    }

    @Test
    void aRequestAgainstAPolicyIsToldInItsWords() {
        RuleSet rules =
                read(bound("  validations:\n  - expression: object.spec.x == 1\n    messageExpression: \"'x is ' +"
                        + " string(object.spec.x)\"\n    reason: Forbidden\n"));
        assertThat(judge(rules, pod("{\"x\":1}")).alerts()).isEmpty();
        Alert alert = judge(rules, pod("{\"x\":2}")).alerts().get(0);
        assertThat(alert.message()).isEqualTo("Forbidden: x is 2");
        assertThat(alert.rule().id()).isEqualTo("no-root");
        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
        assertThat(alert.evidence().get(0).matched()).containsKey("objectRef.resource");
        assertThat(rules.rules().get(0).auditLevel()).isEqualTo("RequestResponse");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "message: plain; plain",
                "messageExpression: \"''\"\\n    message: fallback; fallback",
                "messageExpression: \"'a\\\\nb'\"\\n    message: fallback; fallback",
                "messageExpression: object.nothing.x\\n    message: fallback; fallback",
                "reason: Unauthorized; Unauthorized: failed expression: false"
            })
    void messagesFallBackAsUpstream(String fields, String message) {
        RuleSet rules = read(
                bound("  validations:\n  - expression: 'false'\n    " + fields.replace("\\n    ", "\n    ") + "\n"));
        assertThat(judge(rules, pod("{}")).alerts().get(0).message()).isEqualTo(message);
    }

    @Test
    void conditionsComeFirstAndVariablesUseThoseAboveThem() {
        RuleSet rules = read(bound("""
                  matchConditions:
                  - {name: not-carol, expression: "request.userInfo.username != 'carol'"}
                  variables:
                  - {name: all, expression: "object.spec.containers + object.spec.?initContainers.orValue([])"}
                  - {name: bad, expression: "variables.all.filter(c, c.root)"}
                  - {name: never, expression: "object.spec.nowhere.x"}
                  validations:
                  - expression: variables.bad.size() == 0
                    messageExpression: "'%d are root'.format([variables.bad.size()])"
                """));
        String spec = "{\"containers\":[{\"root\":true}],\"initContainers\":[{\"root\":true},{\"root\":false}]}";
        assertThat(judge(rules, pod(spec)).alerts().get(0).message()).isEqualTo("2 are root");
        assertThat(judge(rules, pod(spec).replace("bob", "carol")).alerts()).isEmpty();
        assertThat(judge(rules, pod("{\"containers\":[]}")).alerts()).isEmpty();
    }

    @Test
    void anErrorIsAViolationOnlyIfTheRequestWouldHaveBeenRefused() {
        String spec = "  validations:\n  - expression: object.spec.missing == 1\n";
        Judgement.Evaluated fail = judge(read(bound(spec)), pod("{}"));
        assertThat(fail.alerts().get(0).message()).startsWith("failurePolicy Fail: no such key");
        assertThat(fail.failed()).isEmpty();
        Judgement.Evaluated ignore = judge(read(bound("  failurePolicy: Ignore\n" + spec)), pod("{}"));
        assertThat(ignore.alerts()).isEmpty();
        assertThat(ignore.failed().get("no-root")).startsWith("no such key");
    }

    @Test
    void whatOneValidationDidWithoutIsNoExcuseForTheNext() {
        String spec =
                "  validations:\n  - expression: oldObject == null || true\n  - expression: object.spec.missing == 1\n";
        String update = request("update", "pods", "shop", "{\"kind\":\"Pod\",\"spec\":{}}")
                .replace("201", "200");
        assertThat(judge(read(bound(spec)), update).alerts().get(0).message()).contains("no such key");
    }

    @Test
    void whatTheEventDoesNotShowIsCountedAndNoViolation() {
        RuleSet rules = read(bound("  validations:\n  - expression: object.spec.x == 1\n"));
        Judgement.Evaluated judged =
                judge(rules, request("patch", "pods", "shop", "{}").replace("201", "200"));
        assertThat(judged.alerts()).isEmpty();
        assertThat(judged.failed()).containsEntry("no-root", "the event does not show 'object'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "create; pods; shop; true",
                "delete; pods; shop; false",
                "get; pods; shop; false",
                "create; services; shop; false",
                "update; pods; shop; true"
            })
    void onlyRequestsOfTheRulesAreJudged(String verb, String resource, String namespace, boolean judged) {
        RuleSet rules = read(bound("  validations:\n  - expression: 'false'\n"));
        assertThat(judge(rules, request(verb, resource, namespace, "{\"kind\":\"X\"}"))
                        .alerts()
                        .isEmpty())
                .isNotEqualTo(judged);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*']}; true",
                "{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: ['*/*']}; true",
                "{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: ['pods/exec']}; false",
                "{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [pods]}; false",
                "{apiGroups: [''], apiVersions: [v2], operations: [CREATE], resources: [pods]}; true",
                "{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods], scope: Cluster}; false",
                "{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods], scope: Namespaced}; true",
                "{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods], resourceNames: [other]}; false",
                "{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods], resourceNames: [n]}; true"
            })
    void resourceRulesAreReadAsUpstream(String rule, boolean judged) {
        String text = policy("  matchConstraints:\n    resourceRules:\n    - " + rule
                        + "\n  validations:\n  - expression: 'false'\n")
                + BOUND;
        assertThat(judge(read(text), pod("{}")).alerts().isEmpty()).isNotEqualTo(judged);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "excludeResourceRules: [{apiGroups: [''], apiVersions: [v1], operations: ['*'], resources: [pods]}]; false",
                "objectSelector: {matchLabels: {app: web}}; true",
                "objectSelector: {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}; false",
                "objectSelector: {matchExpressions: [{key: app, operator: Exists}]}; true",
                "objectSelector: {matchExpressions: [{key: x, operator: DoesNotExist}]}; true",
                "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}; true",
                "namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [x]}]}; false",
                "matchPolicy: Exact; true"
            })
    void aBindingNarrowsItsPolicy(String resources, boolean judged) {
        String text = policy(RULES + "  validations:\n  - expression: 'false'\n") + BOUND + "  matchResources:\n    "
                + resources + "\n";
        assertThat(judge(read(text), pod("{}")).alerts().isEmpty()).isNotEqualTo(judged);
    }

    @Test
    void requestsThatNeverMetAdmissionAreLeftOut() {
        RuleSet rules = read(bound("  validations:\n  - expression: 'false'\n"));
        String refused = pod("{}").replace("201", "403");
        assertThat(judge(rules, refused).alerts()).hasSize(1);
        assertThat(judge(rules, refused + ",\"annotations\":{\"authorization.k8s.io/decision\":\"forbid\"}")
                        .alerts())
                .isEmpty();
        RuleSet all =
                read(policy("  matchConstraints:\n    resourceRules:\n    - {apiGroups: ['*'], apiVersions: ['*'],"
                                + " operations: ['*'], resources: ['*']}\n  validations:\n  - expression: 'false'\n")
                        + BOUND);
        String exempt = request("delete", "validatingadmissionpolicies", "", "{}")
                .replace("\"apiVersion\"", "\"apiGroup\":\"admissionregistration.k8s.io\",\"apiVersion\"");
        assertThat(judge(all, exempt).alerts()).isEmpty();
    }

    @Test
    void parametersAndNamespacesComeFromTheSameFiles() {
        String text = policy("  paramKind: {apiVersion: v1, kind: ConfigMap}\n" + RULES
                        + "  validations:\n  - expression: object.spec.x <= int(params.data.max)\n"
                        + "  - expression: namespaceObject.metadata.labels.tier == 'front'\n")
                + BOUND + "  paramRef: {name: limits, parameterNotFoundAction: Deny}\n"
                + "---\napiVersion: v1\nkind: List\nitems:\n"
                + "- {apiVersion: v1, kind: ConfigMap, metadata: {name: limits, namespace: shop}, data: {max: '5'}}\n"
                + "- {apiVersion: v1, kind: ConfigMap, metadata: {name: other, namespace: shop}, data: {max: '0'}}\n"
                + "- {apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {tier: front}}}\n"
                + "- {apiVersion: v1, kind: Namespace, metadata: {name: back, labels: {tier: back}}}\n";
        RuleSet rules = read(text);
        assertThat(judge(rules, pod("{\"x\":5}")).alerts()).isEmpty();
        assertThat(judge(rules, pod("{\"x\":6}")).alerts()).hasSize(1);
        assertThat(judge(rules, pod("{\"x\":1}").replace("shop", "back"))
                        .alerts()
                        .get(0)
                        .message())
                .isEqualTo("failurePolicy Fail: no parameters were found");
        String allowed = text.replace("parameterNotFoundAction: Deny", "parameterNotFoundAction: Allow");
        assertThat(judge(read(allowed), pod("{\"x\":9}").replace("shop", "back"))
                        .alerts())
                .isEmpty();
    }

    @Test
    void everyBindingIsARuleAndAnUnboundPolicyRests() {
        RuleSet two = read(bound("  validations:\n  - expression: 'false'\n")
                + BOUND.replace("name: bound", "name: second") + "  validationActions: [Audit]\n");
        assertThat(two.rules()).extracting(Rule::id).containsExactly("no-root-bound", "no-root-second");
        assertThat(two.rules()).extracting(Rule::severity).containsExactly(Severity.HIGH, Severity.MEDIUM);
        RuleSet none = read(policy(RULES + "  validations:\n  - expression: 'false'\n"));
        assertThat(none.rules()).isEmpty();
        assertThat(none.problems().get(0).render()).contains("warning").contains("is not bound, so it rests");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "  validations:\\n  - expression: object.x ==; 9; 28; mismatched input",
                "  validations:\\n  - expression: \"true && nosuch\"; 9; 26; undeclared reference to 'nosuch'",
                "  validations:\\n  - expression: |\\n      true &&\\n      nosuch; 11; 7; undeclared reference to 'nosuch'",
                "  validations:\\n  - expression: >-\\n      true\\n      && nosuch; 11; 10; undeclared reference to 'nosuch'",
                "  validations:\\n  - expression: authorizer.path('/x').check('get').allowed(); 9; 17; no event tells",
                "  validations:\\n  - expression: variables.x; 9; 17; variables.x is not defined",
                "  validations:\\n  - expresion: 'true'; 9; 5; unknown field 'expresion'",
                "  validation: []; 8; 3; unknown field 'validation'",
                "  failurePolicy: Maybe; 8; 3; failurePolicy is one of",
                "  validations: []; 8; 3; no validations",
                "  validations:\\n  - expression: namespaceObject == null; 1; 1; put your Namespace objects"
            })
    void whatCantBeHonouredIsRefusedAtItsPlace(String spec, int line, int column, String message) {
        RuleSet rules = read(bound("  " + spec.replace("\\n", "\n") + "\n"));
        assertThat(rules.rules()).isEmpty();
        RuleProblem problem = rules.problems().get(0);
        assertThat(problem.message()).contains(message);
        assertThat(problem.line() + ":" + problem.column()).isEqualTo(line + ":" + column);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: ValidatingAdmissionPolicy\napiVersion: x: y",
                "apiVersion: v1\nkind: [a]",
                "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nmetadata: {name: b}\nspec: {policyName: gone}",
                "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nspec: {}",
                "apiVersion: v1\nkind: List\nitems: {}\n--- \napiVersion: v1\nkind: List\nitems: [1]\n--- \n1"
            })
    void damagedFilesAreReported(String text) {
        assertThat(read(text).problems()).isNotEmpty();
        assertThat(read(text).rules()).isEmpty();
    }

    @Test
    void manifestsAreClaimedAndOtherFilesAreNot() {
        VapFormat format = new VapFormat();
        assertThat(format.claims(bound(""))).isTrue();
        assertThat(format.claims("{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": []}"))
                .isTrue();
        assertThat(format.claims("title: kind: of\ndetection:\n  s: {requestObject.apiVersion: v1}\n"))
                .isFalse();
        assertThat(format.claims("{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":[]}"))
                .isTrue();
        assertThat(format.claims("title: t\ndetection:\n  s: {apiVersion: v1, kind: Pod}\n"))
                .isFalse();
        assertThat(format.claims("- rule: x\n  condition: kevt\n")).isFalse();
    }
}
