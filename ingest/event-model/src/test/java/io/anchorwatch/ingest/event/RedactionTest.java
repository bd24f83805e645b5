// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @Test
    void keyNamesAndNullsOfASecretStay() {
        assertThat(
                        Events.json(
                                Events.about(
                                        "secrets",
                                        "\"requestObject\":{\"data\":{\"a\":\"c2Vj\",\"b\":null},\"stringData\":{\"n\":1,\"t\":true}}")))
                .contains(
                        "{\"data\":{\"a\":\"[redacted]\",\"b\":null},\"stringData\":{\"n\":\"[redacted]\",\"t\":\"[redacted]\"}}");
    }

    @Test
    void theDataOfAConfigMapStays() {
        byte[] json = Events.about("configmaps", "\"requestObject\":{\"kind\":\"ConfigMap\",\"data\":{\"a\":\"b\"}}");
        assertThat(Events.decode(json).event().json()).isSameAs(json);
    }

    @Test
    void labelsAndOwnersInAPatchOfASecretStay() {
        byte[] json = Events.about(
                "secrets", "\"requestObject\":[{\"op\":\"add\",\"path\":\"/metadata/labels/a\",\"value\":\"b\"}]");
        assertThat(Events.decode(json).event().json()).isSameAs(json);
    }

    @Test
    void whatRulesNeedOfATokenRequestStays() {
        String spec =
                "\"spec\":{\"audiences\":[\"vault\"],\"expirationSeconds\":3607,\"boundObjectRef\":{\"kind\":\"Secret\",\"name\":\"s\"}}";
        String json =
                Events.json(Events.with("\"objectRef\":{\"resource\":\"serviceaccounts\",\"subresource\":\"token\"},"
                        + "\"responseObject\":{\"kind\":\"TokenRequest\"," + spec
                        + ",\"status\":{\"token\":\"ey\",\"expirationTimestamp\":\"t\"}}"));
        assertThat(json).contains(spec, "\"status\":{\"token\":\"[redacted]\",\"expirationTimestamp\":\"t\"}");
    }

    @Test
    void whatRulesNeedOfACertificateRequestStays() {
        String kept =
                "\"signerName\":\"kubernetes.io/kube-apiserver-client\",\"usages\":[\"client auth\"],\"username\":\"u\",\"groups\":[\"system:masters\"]";
        assertThat(Events.json(Events.about(
                        "certificatesigningrequests",
                        "\"requestObject\":{\"spec\":{\"request\":\"LS0\"," + kept + "}}")))
                .contains("{\"spec\":{\"request\":\"[redacted]\"," + kept + "}}");
    }

    @Test
    void anEnvironmentVariableKeepsItsNameAndItsReference() {
        String from = "{\"name\":\"B\",\"valueFrom\":{\"secretKeyRef\":{\"name\":\"s\",\"key\":\"k\"}}}";
        assertThat(Events.json(Events.about(
                        "pods",
                        "\"requestObject\":{\"spec\":{\"containers\":[{\"env\":[{\"name\":\"A\",\"value\":\"x\"},"
                                + from + "]}]}}")))
                .contains("[{\"name\":\"A\",\"value\":\"[redacted]\"}," + from + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secrets \\\"a\\\" is forbidden: User \\\"u\\\" cannot get resource \\\"secrets\\\"\",\"reason\":\"Forbidden",
                "secrets \\\"a\\\" not found\",\"reason\":\"NotFound"
            })
    void aMessageThatOnlyNamesTheSecretStays(String message) {
        byte[] json = Events.about("secrets", "\"responseStatus\":{\"message\":\"" + message + "\",\"code\":403}");
        assertThat(Events.decode(json).event().json()).isSameAs(json);
    }

    @Test
    void theCommandOfAnExecStays() {
        byte[] json = Events.about(
                "pods", "\"requestURI\":\"/api/v1/namespaces/a/pods/b/exec?command=cat&command=%2Ftoken&stdin=true\"");
        assertThat(Events.decode(json).event().json()).isSameAs(json);
    }

    @Test
    void aCredentialInTheUriGoesAndTheRestStays() {
        assertThat(Events.json(Events.with("\"requestURI\":\"/p?a=1&access_token=abc&b=2;%74oken=def\"")))
                .contains("\"/p?a=1&access_token=[redacted]&b=2;%74oken=[redacted]\"");
    }

    @Test
    void jsonInAnAnnotationIsWrittenAnewOnlyIfItHoldsASecret() {
        String harmless = "\"annotations\":{\"a\":\"{ \\\"kind\\\" : \\\"Pod\\\" }\"}";
        byte[] json = Events.with(harmless);
        assertThat(Events.decode(json).event().json()).isSameAs(json);
        assertThat(Events.json(
                        Events.with(harmless.replace("Pod", "Secret\\\",\\\"data\\\":{\\\"k\\\":1},\\\"x\\\":\\\""))))
                .contains(
                        "{\\\"kind\\\":\\\"Secret\\\",\\\"data\\\":{\\\"k\\\":\\\"[redacted]\\\"},\\\"x\\\":\\\"\\\"}");
    }

    @Test
    void anEventThatIsRefusedIsKeptWithoutItsSecrets() {
        byte[] json = Events.utf8(
                "{\"kind\":\"Event\",\"auditID\":\"a\",\"objectRef\":{\"resource\":\"secrets\"},\"requestObject\":{\"data\":{\"a\":\"c2Vj\"}}}");
        assertThat(Events.text(Events.refuse(json).safe())).contains("\"data\":{\"a\":\"[redacted]\"}");
    }
}
