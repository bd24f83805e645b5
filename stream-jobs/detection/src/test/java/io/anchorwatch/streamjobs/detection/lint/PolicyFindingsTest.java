// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an audit policy lets rules see. */
final class PolicyFindingsTest {

    private static final String RULE = """
            title: T
            name: t
            level: low
            logsource: {product: kubernetes, service: audit}
            detection:
              sel: {%s}
              condition: sel%s
            anchorwatch: {audit-level: %s}
            """;

    private static final String FILTERED = "\n  not_cp: {actor.kind: control-plane}\n  all: {verb: create}";

    private static List<String> findings(String items, String level, String rules) throws PolicyException {
        return of(RULE.formatted(items, "", level), rules);
    }

    private static List<String> of(String text, String rules) throws PolicyException {
        return Linted.text(text, Optional.of(Linted.policy(rules))).stream()
                .map(finding -> finding.kind().id())
                .filter(id -> id.startsWith("policy"))
                .toList();
    }

    /** Rules of a policy, one a line, and what is found about a rule on pod creations that needs the request. */
    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {level: Request}                                                                              ! none
            {level: RequestResponse}                                                                      ! none
            {level: Metadata}                                                                             ! policy-never
            {level: None}                                                                                 ! policy-never
            {level: Request, verbs: [get]}                                                                ! policy-never
            {level: Request, verbs: [create]}                                                             ! none
            {level: Request, resources: [{group: ''}]}                                                    ! none
            {level: Request, resources: [{group: apps}]}                                                  ! policy-never
            {level: Request, resources: [{group: '', resources: [pods]}]}                                 ! none
            {level: Request, resources: [{group: '', resources: ['*']}]}                                  ! none
            {level: Request, resources: [{group: '', resources: ['pods/*']}]}                             ! none
            {level: Request, resources: [{group: '', resources: [pods/exec]}]}                            ! policy-never
            {level: Request, resources: [{group: '', resources: ['*/exec']}]}                             ! policy-never
            {level: Request, resources: [{group: '', resources: [pods], resourceNames: [web]}]}           ! policy-part
            {level: Request, namespaces: [shop]}                                                          ! policy-part
            {level: Request, users: [alice]}                                                              ! policy-part
            {level: Request, userGroups: [devs]}                                                          ! policy-part
            {level: Request, nonResourceURLs: ['*']}                                                      ! policy-never
            {level: None, nonResourceURLs: ['*']}, {level: Request}                                       ! none
            {level: None, users: [alice]}, {level: Request}                                               ! policy-part
            {level: Metadata, resources: [{group: '', resources: [secrets]}]}, {level: Request}           ! none
            {level: Request, omitStages: [ResponseComplete]}                                              ! policy-never
            {level: Request, omitStages: [RequestReceived]}                                               ! none
            """)
    void theFirstRuleThatFitsCounts(String rules, String found) throws PolicyException {
        List<String> findings = findings(
                "verb: create, objectRef.resource: pods, requestObject.spec.hostPID: true",
                "Request",
                "rules: [" + rules + "]\n");
        assertThat(findings).isEqualTo(found.equals("none") ? List.of() : List.of(found));
    }

    @Test
    void oneOfSeveralResourcesInPart() throws PolicyException {
        String rules = "rules: [{level: Request, resources: [{group: '', resources: [pods]}]}, {level: Metadata}]\n";
        assertThat(findings("verb: create, objectRef.resource: [pods, services], requestObject.x: 1", "Request", rules))
                .containsExactly("policy-part");
    }

    @Test
    void usersOfAnotherKindDoNotCount() throws PolicyException {
        String rules = "rules: [{level: None, users: ['system:kube-scheduler']}, {level: Metadata}]\n";
        assertThat(findings("verb: create, actor.kind: human", "Metadata", rules))
                .isEmpty();
        assertThat(findings("verb: create, actor.kind: control-plane", "Metadata", rules))
                .containsExactly("policy-part");
        assertThat(of(RULE.formatted("verb: create", " and not not_cp" + FILTERED, "Metadata"), rules))
                .isEmpty();
        String nodes = "rules: [{level: None, userGroups: ['system:nodes']}, {level: Metadata}]\n";
        assertThat(findings("verb: create, actor.kind: human", "Metadata", nodes))
                .isEmpty();
        assertThat(findings("verb: create", "Metadata", nodes)).containsExactly("policy-part");
    }

    @Test
    void stagesAndManagedFieldsThatArePolicyWideCountToo() throws PolicyException {
        assertThat(findings(
                        "stage: RequestReceived",
                        "Metadata",
                        "omitStages: [RequestReceived]\nrules: [{level: Metadata}]\n"))
                .containsExactly("policy-never");
        String managed = "omitManagedFields: true\nrules: [{level: Request%s}]\n";
        String item = "verb: create, requestObject.metadata.managedFields.manager: x";
        assertThat(findings(item, "Request", managed.formatted(""))).containsExactly("policy-never");
        assertThat(findings(item, "Request", managed.formatted(", omitManagedFields: false")))
                .isEmpty();
    }

    @Test
    void theDeclaredLevelCountsForThePart() throws PolicyException {
        assertThat(findings(
                        "verb: create, workload.privileged: true", "RequestResponse", "rules: [{level: Request}]\n"))
                .containsExactly("policy-part");
    }

    @Test
    void aCorrelationOfWhatNeverFiresNeverFires() throws PolicyException {
        String text = """
                ---
                title: Many
                level: low
                correlation: {type: event_count, rules: [t], timespan: 5m, condition: {gte: 3}}
                """;
        assertThat(of(
                        RULE.formatted("verb: create, requestObject.x: 1", "", "Request") + text,
                        "rules: [{level: Metadata}]\n"))
                .containsExactly("policy-never", "policy-never");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '!', textBlock = """
            rules: [{level: All}]                    ! p.yaml:3:17: level is None, Metadata, Request or RequestResponse
            rules: [{level: None, user: [a]}]        ! p.yaml:3:23: unknown key 'user'; did you mean 'users'?
            rules: [{level: None, users: a}]         ! p.yaml:3:30: must be a list of texts
            rules: []                                ! 'rules' must be a list of rules, not empty
            omitStages: [Done]                       ! a stage is RequestReceived
            rules: [{level: None, nonResourceURLs: [/x], namespaces: [a]}] ! not both
            rules: [                                 ! not valid YAML
            """)
    void whatIsNoPolicyIsRefusedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> Linted.policy(text + "\n"))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> AuditPolicy.parse("p.yaml", "kind: Pod")).hasMessageContaining("audit.k8s.io/v1");
        assertThatThrownBy(() -> AuditPolicy.parse("p.yaml", "")).hasMessageContaining("empty");
    }
}
