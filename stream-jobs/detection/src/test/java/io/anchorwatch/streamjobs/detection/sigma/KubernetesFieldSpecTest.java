// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.Sigma;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bare names of published rules, and keys that hold dots. */
final class KubernetesFieldSpecTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "apiGroup: x ¦ {\"objectRef\":{\"apiGroup\":\"x\"}} ¦ true",
                "apiGroup: x ¦ {\"apiGroup\":\"x\"} ¦ false",
                "resource: x ¦ {\"objectRef\":{\"resource\":\"x\"}} ¦ true",
                "resource: x ¦ {\"resource\":\"x\"} ¦ false",
                "subresource: x ¦ {\"objectRef\":{\"subresource\":\"x\"}} ¦ true",
                "subresource: x ¦ {\"subresource\":\"x\"} ¦ false",
                "namespace: x ¦ {\"objectRef\":{\"namespace\":\"x\"}} ¦ true",
                "namespace: x ¦ {\"namespace\":\"x\"} ¦ false",
                "name: x ¦ {\"objectRef\":{\"name\":\"x\"}} ¦ true",
                "name: x ¦ {\"name\":\"x\"} ¦ false",
                "apiGroup: '' ¦ {\"objectRef\":{\"resource\":\"pods\"}} ¦ true",
                "apiGroup: '' ¦ {\"objectRef\":{\"apiGroup\":\"apps\"}} ¦ false",
                "subresource: '' ¦ {} ¦ true",
                "objectRef.subresource: '' ¦ {\"objectRef\":{}} ¦ true",
                "username: bob ¦ {\"user\":{\"username\":\"bob\"}} ¦ true",
                "user: bob ¦ {\"user\":{\"username\":\"bob\"}} ¦ true",
                "groups: g ¦ {\"user\":{\"groups\":[\"f\",\"g\"]}} ¦ true",
                "privileged: true ¦ {\"requestObject\": {\"spec\": {\"containers\": [{}, {\"securityContext\": {\"privileged\": true}}]}}} ¦ true",
                "capabilities: '*' ¦ {\"requestObject\": {\"spec\": {\"containers\": [{\"securityContext\": {\"capabilities\": {\"add\": [\"NET_ADMIN\"]}}}]}}} ¦ true",
                "privileged: true ¦ {\"requestObject\": {\"spec\": {\"initContainers\": [{}, {\"securityContext\": {\"privileged\": true}}]}}} ¦ true",
                "capabilities: '*' ¦ {\"requestObject\": {\"spec\": {\"initContainers\": [{\"securityContext\": {\"capabilities\": {\"add\": [\"NET_ADMIN\"]}}}]}}} ¦ true",
                "privileged: true ¦ {\"requestObject\": {\"spec\": {\"ephemeralContainers\": [{}, {\"securityContext\": {\"privileged\": true}}]}}} ¦ true",
                "capabilities: '*' ¦ {\"requestObject\": {\"spec\": {\"ephemeralContainers\": [{\"securityContext\": {\"capabilities\": {\"add\": [\"NET_ADMIN\"]}}}]}}} ¦ true",
                "hostPath: '*' ¦ {\"requestObject\": {\"spec\": {\"volumes\": [{\"name\": \"a\"}, {\"hostPath\": {\"path\": \"/\"}}]}}} ¦ true",
                "hostPath: '*' ¦ {\"requestObject\": {\"spec\": {\"volumes\": [{\"emptyDir\": {}}]}}} ¦ false",
                "privileged: true ¦ {\"requestObject\": {\"spec\": {\"template\": {\"spec\": {\"containers\": [{}, {\"securityContext\": {\"privileged\": true}}]}}}}} ¦ true",
                "capabilities: '*' ¦ {\"requestObject\": {\"spec\": {\"template\": {\"spec\": {\"containers\": [{\"securityContext\": {\"capabilities\": {\"add\": [\"NET_ADMIN\"]}}}]}}}}} ¦ true",
                "privileged: true ¦ {\"requestObject\": {\"spec\": {\"template\": {\"spec\": {\"initContainers\": [{}, {\"securityContext\": {\"privileged\": true}}]}}}}} ¦ true",
                "capabilities: '*' ¦ {\"requestObject\": {\"spec\": {\"template\": {\"spec\": {\"initContainers\": [{\"securityContext\": {\"capabilities\": {\"add\": [\"NET_ADMIN\"]}}}]}}}}} ¦ true",
                "privileged: true ¦ {\"requestObject\": {\"spec\": {\"template\": {\"spec\": {\"ephemeralContainers\": [{}, {\"securityContext\": {\"privileged\": true}}]}}}}} ¦ true",
                "capabilities: '*' ¦ {\"requestObject\": {\"spec\": {\"template\": {\"spec\": {\"ephemeralContainers\": [{\"securityContext\": {\"capabilities\": {\"add\": [\"NET_ADMIN\"]}}}]}}}}} ¦ true",
                "hostPath: '*' ¦ {\"requestObject\": {\"spec\": {\"template\": {\"spec\": {\"volumes\": [{\"name\": \"a\"}, {\"hostPath\": {\"path\": \"/\"}}]}}}}} ¦ true",
                "hostPath: '*' ¦ {\"requestObject\": {\"spec\": {\"template\": {\"spec\": {\"volumes\": [{\"emptyDir\": {}}]}}}}} ¦ false",
                "privileged: true ¦ {\"requestObject\": {\"spec\": {\"jobTemplate\": {\"spec\": {\"template\": {\"spec\": {\"containers\": [{}, {\"securityContext\": {\"privileged\": true}}]}}}}}}} ¦ true",
                "capabilities: '*' ¦ {\"requestObject\": {\"spec\": {\"jobTemplate\": {\"spec\": {\"template\": {\"spec\": {\"containers\": [{\"securityContext\": {\"capabilities\": {\"add\": [\"NET_ADMIN\"]}}}]}}}}}}} ¦ true",
                "privileged: true ¦ {\"requestObject\": {\"spec\": {\"jobTemplate\": {\"spec\": {\"template\": {\"spec\": {\"initContainers\": [{}, {\"securityContext\": {\"privileged\": true}}]}}}}}}} ¦ true",
                "capabilities: '*' ¦ {\"requestObject\": {\"spec\": {\"jobTemplate\": {\"spec\": {\"template\": {\"spec\": {\"initContainers\": [{\"securityContext\": {\"capabilities\": {\"add\": [\"NET_ADMIN\"]}}}]}}}}}}} ¦ true",
                "privileged: true ¦ {\"requestObject\": {\"spec\": {\"jobTemplate\": {\"spec\": {\"template\": {\"spec\": {\"ephemeralContainers\": [{}, {\"securityContext\": {\"privileged\": true}}]}}}}}}} ¦ true",
                "capabilities: '*' ¦ {\"requestObject\": {\"spec\": {\"jobTemplate\": {\"spec\": {\"template\": {\"spec\": {\"ephemeralContainers\": [{\"securityContext\": {\"capabilities\": {\"add\": [\"NET_ADMIN\"]}}}]}}}}}}} ¦ true",
                "hostPath: '*' ¦ {\"requestObject\": {\"spec\": {\"jobTemplate\": {\"spec\": {\"template\": {\"spec\": {\"volumes\": [{\"name\": \"a\"}, {\"hostPath\": {\"path\": \"/\"}}]}}}}}}} ¦ true",
                "hostPath: '*' ¦ {\"requestObject\": {\"spec\": {\"jobTemplate\": {\"spec\": {\"template\": {\"spec\": {\"volumes\": [{\"emptyDir\": {}}]}}}}}}} ¦ false",
                "privileged: true ¦ {\"requestObject\": {\"spec\": {\"containers\": [{\"securityContext\": {\"privileged\": false}}]}}} ¦ false",
                "capabilities: '*' ¦ {\"requestObject\": {\"spec\": {\"containers\": [{\"securityContext\": {\"capabilities\": {\"drop\": [\"ALL\"]}}}]}}} ¦ false",
                "responseStatus.code: ALLOW ¦ {\"annotations\":{\"authorization.k8s.io/decision\":\"allow\"},\"responseStatus\":{\"code\":200}} ¦ true",
                "responseStatus.code: FORBID ¦ {\"annotations\":{\"authorization.k8s.io/decision\":\"forbid\"}} ¦ true",
                "responseStatus.code: FORBID ¦ {\"annotations\":{\"authorization.k8s.io/decision\":\"allow\"}} ¦ false",
                "responseStatus.code: null ¦ {\"annotations\":{\"authorization.k8s.io/decision\":\"allow\"}} ¦ true",
                "responseStatus.code|exists: true ¦ {\"annotations\":{\"authorization.k8s.io/decision\":\"allow\"}} ¦ false",
                "responseStatus.code|startswith: a ¦ {\"annotations\":{\"authorization.k8s.io/decision\":\"allow\"}} ¦ false",
                "responseStatus.code: 403 ¦ {\"responseStatus\":{\"code\":403}} ¦ true",
                "responseStatus.code: '403' ¦ {\"responseStatus\":{\"code\":403}} ¦ true",
                "responseStatus.code|gte: 400 ¦ {\"responseStatus\":{\"code\":403}} ¦ true",
                "verb: replace ¦ {\"verb\":\"update\"} ¦ false",
                "annotations.authorization.k8s.io/decision: allow ¦ {\"annotations\":{\"authorization.k8s.io/decision\":\"allow\"}} ¦ true",
                "requestObject.metadata.labels.app.kubernetes.io/name: x ¦ {\"requestObject\":{\"metadata\":{\"labels\":{\"app.kubernetes.io/name\":\"x\"}}}} ¦ true",
                "requestObject.metadata.annotations.a.b.c/d: x ¦ {\"requestObject\":{\"metadata\":{\"annotations\":{\"a.b.c/d\":\"x\"}}}} ¦ true",
                "annotations.other.k8s.io/x|contains: y ¦ {\"annotations\":{\"other.k8s.io/x\":\"xyz\"}} ¦ true",
                "user.extra.authentication.kubernetes.io/pod-name: p ¦ {\"user\":{\"extra\":{\"authentication.kubernetes.io/pod-name\":[\"p\"]}}} ¦ true",
            })
    void itemMeetsAuditEvent(String item, String json, boolean expected) {
        assertThat(Sigma.audit(item, json)).isEqualTo(expected);
    }
}
