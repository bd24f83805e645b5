// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and values that no audit event has. */
final class FieldFindingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            objectRef.resorce: a;                                   did you mean 'objectRef.resource'?
            usr.username: a;                                        did you mean 'user.username'?
            requestReceivedTimestmp: a;                             did you mean 'requestReceivedTimestamp'?
            objectRef.nothing: a;                                   no audit event has a field 'objectRef.nothing'
            verb.name: a;                                           no audit event has a field 'verb.name'
            Image: a;                                               no audit event has a field 'Image'
            statuscode: a;                                          no audit event has a field 'statuscode'
            workload.privilegd: true;                               did you mean 'workload.privileged'?
            annotations.authorization.k8s.io.decision: allow;       did you mean 'authorization.k8s.io/decision'?
            requestObject.spec.containers.hostNetwork: true;        it is a field of the pod: 'requestObject.spec.hostNetwork'
            requestObject.spec.containers.privileged: true;         'requestObject.spec.containers.securityContext.privileged'
            requestObject.spec.template.spec.hostNetwrk: true;      did you mean 'requestObject.spec.template.spec.hostNetwork'?
            requestObject.spec.initContainers.imge: a;              did you mean 'requestObject.spec.initContainers.image'?
            requestObject.spec.containers.securityContext.hostPID: true; 'requestObject.spec.hostPID'
            requestObject.sepc.nodeName: a;                         did you mean 'requestObject.spec'?
            requestObject.metadata.label.app: a;                    no object's metadata has 'label'; did you mean 'labels'?
            'requestObject.spec.containers[any]: {hostNetwork: true}'; it is a field of the pod
            """)
    void slipsAreToldWithWhatWasMeant(String item, String message) {
        assertThat(Linted.messages(FindingKind.UNKNOWN_FIELD, item, "Request"))
                .singleElement()
                .asString()
                .contains(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user.extra.scopes: a",
                "user.groups[0]: a",
                "impersonatedUser.username: a",
                "responseStatus.details.kind: a",
                "responseStatus.metadata.continue: a",
                "annotations.example.com/anything: a",
                "annotations.pod-security.kubernetes.io/exempt: a",
                "requestObject.spec.custom.thing: a",
                "requestObject.spec.template.spec.containerConcurrency: a",
                "requestObject.spec.containers[0].image: a",
                "'requestObject.spec.containers[any]: {securityContext.privileged: true}'",
                "requestObject.webhooks.failurePolicy: a",
                "privileged: true",
                "target.name: a",
                "ka.target.name: a",
                "'|contains': a",
                "sourceIPs|cidr: 10.0.0.0/8",
            })
    void whatEventsHaveIsNoFinding(String item) {
        assertThat(Linted.item(item.replace("'requestObject", "requestObject").replace("}'", "}"), "Request").stream()
                        .filter(finding -> finding.kind() == FindingKind.UNKNOWN_FIELD))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = ';', textBlock = """
            verb: [create, replace];                    'verb' is never 'replace'; a replacement is 'update'
            verb: crete;                                did you mean 'create'?
            verb|cased: GET;                            'verb' is never 'GET'
            verb|startswith: wr;                        'verb' never starts with 'wr'
            stage: ResponseCompleted;                   did you mean 'ResponseComplete'?
            level: None;                                'level' is never 'none'
            annotations.authorization.k8s.io/decision: deny; it is one of allow, forbid
            actor.kind: user;                           it is one of anonymous
            outcome: succes;                            did you mean 'success'?
            workload.privileged: yesplease;             it is one of false, true
            responseStatus.code: forbidden;             it is a number of three digits, as 403
            """)
    void valuesThatNeverOccurAreTold(String item, String message) {
        assertThat(Linted.messages(FindingKind.IMPOSSIBLE_VALUE, item, "Request"))
                .singleElement()
                .asString()
                .contains(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verb: [get, list, watch, create, update, patch, delete, deletecollection]",
                "verb|endswith: collection",
                "verb: GET",
                "stage: Panic",
                "responseStatus.code: [403, 101]",
                "responseStatus.code: ALLOW",
                "outcome: dry-run",
                "outcome|exists: true",
                "objectRef.name: anything",
            })
    void valuesThatOccurAreNoFinding(String item) {
        assertThat(Linted.messages(FindingKind.IMPOSSIBLE_VALUE, item, "Request"))
                .isEmpty();
    }

    @Test
    void aValueIsShownWhereItStands() {
        assertThat(Linted.item("verb: [create, replace]", "Metadata"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.place().line()).isEqualTo(9);
                    assertThat(finding.render())
                            .startsWith("r.yaml:9:20: warning: 'verb' is never 'replace'")
                            .contains("[impossible-value]\n        verb: [create, replace]\n")
                            .endsWith("\n" + " ".repeat(23) + "^");
                });
    }

    @Test
    void aMappedNameIsShownWhereItStands() {
        assertThat(Linted.item("responseStatus.cod: 1", "Metadata"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.render()).startsWith("r.yaml:9:5: warning: "));
    }
}
