// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.value.Missing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdmissionFactsTest {

    private static final ObjectEvents WEBHOOKS =
            ObjectEvents.of("validatingwebhookconfigurations.admissionregistration.k8s.io");
    private static final ObjectEvents POLICIES =
            ObjectEvents.of("validatingadmissionpolicies.admissionregistration.k8s.io");
    private static final String RULE =
            "{'operations':['CREATE'],'apiGroups':[''],'apiVersions':['v1'],'resources':['pods']}";

    private static String webhook(String fields) {
        return "{'webhooks':[{'name':'w'" + (fields.isEmpty() ? "" : "," + fields) + "}]}";
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            externalUrls   | 'clientConfig':{'url':'https://user@Evil.example.com:8443/x?y=.svc'}  | [evil.example.com]
            externalUrls   | 'clientConfig':{'url':'https://[2001:db8::1]:443/'}                   | [[2001:db8::1]]
            externalUrls   | 'clientConfig':{'url':'https://a.b.svc:443/x'}                        | []
            externalUrls   | 'clientConfig':{'service':{'name':'a','namespace':'b'}}               | []
            catchesAll     | 'rules':[{'apiGroups':['*'],'resources':['*/*']}]                     | true
            catchesAll     | 'rules':[{'apiGroups':['*'],'resources':['pods']},{'apiGroups':[''],'resources':['*']}] | false
            catchesSecrets | 'rules':[{'apiGroups':[''],'resources':['secrets']}]                  | true
            catchesSecrets | 'rules':[{'apiGroups':['*'],'resources':['*']}]                       | true
            catchesSecrets | 'rules':[{'apiGroups':[''],'resources':['serviceaccounts/token']}]    | true
            catchesSecrets | 'rules':[{'apiGroups':['example.com'],'resources':['secrets']}]       | false
            catchesSecrets | 'rules':[{'apiGroups':[''],'resources':['pods/*']}]                   | false
            ignoresFailure | 'failurePolicy':'Ignore'                                              | true
            ignoresFailure | 'failurePolicy':'Fail'                                                | false
            """)
    void aWebhookTells(String fact, String fields, String value) {
        assertThat(Fact.of("webhook." + fact).orElseThrow().of(WEBHOOKS.create(webhook(fields))))
                .hasToString(value);
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'failurePolicy':'Fail'                      | 'failurePolicy':'Ignore'                       | [failurePolicy-ignore]
            'x':1                                       | 'failurePolicy':'Ignore'                       | [failurePolicy-ignore]
            'failurePolicy':'Ignore'                    | 'failurePolicy':'Fail'                         | []
            'rules':[RULE,{'operations':['DELETE']}]    | 'rules':[RULE]                                 | [rules-removed]
            'rules':[RULE]                              | 'rules':[{'operations':['*'],'apiGroups':['*'],'apiVersions':['*'],'resources':['*']}] | []
            'rules':[{'operations':['*'],'apiGroups':['*'],'apiVersions':['*'],'resources':['*']}] | 'rules':[RULE] | [rules-removed]
            'objectSelector':{}                         | 'objectSelector':{'matchLabels':{'a':'b'}}     | [selector-narrowed]
            'objectSelector':{'matchLabels':{'a':'b'}}  | 'objectSelector':{}                            | []
            'x':1                                       | 'namespaceSelector':{'matchExpressions':[{'key':'a','operator':'DoesNotExist'}]} | [selector-narrowed]
            'x':1                                       | 'matchConditions':[{'name':'c','expression':'false'}] | [selector-narrowed]
            'clientConfig':{'caBundle':'a'}             | 'clientConfig':{'caBundle':'b'}                | [cabundle-changed]
            'clientConfig':{}                           | 'clientConfig':{'caBundle':'b'}                | []
            """)
    void aChangeWeakensAWebhook(String before, String now, String ways) {
        assertThat(Fact.WEBHOOK_WEAKENED.of(
                        WEBHOOKS.update(webhook(before.replace("RULE", RULE)), webhook(now.replace("RULE", RULE)))))
                .hasToString(ways);
    }

    @Test
    void aWebhookThatGoesOrTakesAnotherNameIsRemoved() {
        assertThat(Fact.WEBHOOK_WEAKENED.of(WEBHOOKS.update(webhook(""), "{'webhooks':[{'name':'v'}]}")))
                .hasToString("[webhook-removed]");
        assertThat(Fact.WEBHOOK_WEAKENED.of(WEBHOOKS.create(webhook("")))).isEqualTo(Missing.ABSENT);
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'validationActions':['Deny','Audit']   | 'validationActions':['Audit']          | [deny-dropped]
            'validationActions':['Audit']          | 'validationActions':['Deny']           | []
            'failurePolicy':'Fail'                 | 'failurePolicy':'Ignore'               | [failure-ignored]
            'validations':[{'expression':'a'},{'expression':'b'}] | 'validations':[{'expression':'a','message':'m'}] | [validations-removed]
            'validations':[{'expression':'a'}]     | 'validations':[{'expression':'a'},{'expression':'b'}] | []
            'mutations':[{'patchType':'JSONPatch'}] | 'mutations':[]                        | [validations-removed]
            'matchConstraints':{'resourceRules':[RULE,{'operations':['DELETE']}]} | 'matchConstraints':{'resourceRules':[RULE]} | [scope-narrowed]
            'matchConstraints':{}                  | 'matchConstraints':{'excludeResourceRules':[RULE]} | [scope-narrowed]
            'x':1                                  | 'matchResources':{'resourceRules':[RULE]} | [scope-narrowed]
            'x':1                                  | 'matchResources':{'namespaceSelector':{'matchLabels':{'a':'b'}}} | [scope-narrowed]
            'matchResources':{'namespaceSelector':{'matchLabels':{'a':'b'}}} | 'x':1        | []
            'x':1                                  | 'matchConditions':[{'expression':'a'}] | [scope-narrowed]
            """)
    void aChangeWeakensAPolicy(String before, String now, String ways) {
        assertThat(Fact.ADMISSION_WEAKENED.of(
                        POLICIES.update(spec(before.replace("RULE", RULE)), spec(now.replace("RULE", RULE)))))
                .hasToString(ways);
    }

    private static String spec(String fields) {
        return "{'spec':{" + fields + "}}";
    }
}
