// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import static io.anchorwatch.streamjobs.detection.Sigma.audit;
import static io.anchorwatch.streamjobs.detection.Sigma.matches;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DetectionTest {

    /** Selections that hold and do not: t and u hold, n and _h do not. */
    private static boolean condition(String condition) {
        return matches(
                "t: {f: 1}\nu: {g: 2}\nn: {f: 9}\n_h: {f: 8}\nsel_or: {f: 1}\nsel_and: {f: 7}\ncondition: '" + condition
                        + "'",
                "{\"f\":1,\"g\":2}");
    }

    @ParameterizedTest
    @CsvSource({
        "t,true",
        "n,false",
        "not n,true",
        "not not t,true",
        "t and u,true",
        "t and n,false",
        "t or n and n,true",
        "(t or n) and n,false",
        "not n and u,true",
        "not (t and u),false",
        "not n or n,true",
        "1 of them,true",
        "any of them,true",
        "all of them,false",
        "1 of sel_*,true",
        "all of sel_*,false",
        "1 of _*,false",
        "all of t*,true",
        "1 of *,true",
        "sel_or and not sel_and,true",
        "t AND NOT n,true",
        "1 of sel_* and not 1 of _h*,true",
    })
    void conditionHolds(String condition, boolean expected) {
        assertThat(condition(condition)).isEqualTo(expected);
    }

    @Test
    void hiddenSelectionsAreNotAmongThem() {
        assertThat(matches("a: {f: 1}\n_b: {f: 2}\ncondition: all of them", "{\"f\":1}"))
                .isTrue();
    }

    @Test
    void severalConditionsAreAlternatives() {
        assertThat(matches("a: {f: 1}\nb: {f: 2}\ncondition: [a, b]", "{\"f\":2}"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "s: {f: 1, g: 2} ¦ {\"f\":1,\"g\":3} ¦ false",
                "s: {f: [1, 2]} ¦ {\"f\":2} ¦ true",
                "s: [{f: 1}, {g: 2}] ¦ {\"g\":2} ¦ true",
                "s: [{f: 1, g: 1}, {g: 2}] ¦ {\"f\":1} ¦ false",
                "s: [needle] ¦ {\"x\":{\"y\":[\"a NEEDLE b\"]}} ¦ true",
                "s: [needle] ¦ {\"needle\":1} ¦ false",
                "s: needle ¦ {\"x\":\"needle\"} ¦ true",
                "s: [nee*le] ¦ {\"x\":\"a needle\"} ¦ true",
                "s: ['42'] ¦ {\"x\":1425} ¦ true",
                "s: {'|all': [a, b]} ¦ {\"x\":\"a\",\"y\":\"b\"} ¦ true",
                "s: {'|all': [a, c]} ¦ {\"x\":\"a\",\"y\":\"b\"} ¦ false",
                "s: {'|contains': b} ¦ {\"x\":\"abc\"} ¦ true",
                "s: {'|re': '^ab+$'} ¦ {\"x\":\"abb\"} ¦ true",
                "s: [needle, {f: 1}] ¦ {\"f\":1} ¦ true",
                "s: [needle, {f: 1}] ¦ {\"x\":\"needle\"} ¦ true",
                "s: [[{f: 1}], {f: 2}] ¦ {\"f\":1} ¦ true",
            })
    void selectionMeets(String selection, String json, boolean expected) {
        assertThat(matches(selection + "\ncondition: s", json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "resource: pods ¦ {\"objectRef\":{\"resource\":\"pods\"}} ¦ true",
                "user: bob ¦ {\"user\":{\"username\":\"bob\"}} ¦ true",
                "apiGroup: '' ¦ {\"objectRef\":{\"resource\":\"pods\"}} ¦ true",
                "subresource: '' ¦ {\"objectRef\":{\"subresource\":\"exec\"}} ¦ false",
                "objectRef.subresource: ['', exec] ¦ {\"objectRef\":{\"resource\":\"pods\"}} ¦ true",
                "responseStatus.code: ALLOW ¦ {\"annotations\":{\"authorization.k8s.io/decision\":\"allow\"}} ¦ true",
                "responseStatus.code: [401, 403] ¦ {\"responseStatus\":{\"code\":403}} ¦ true",
                "capabilities: '*' ¦ {\"requestObject\":{\"spec\":{\"initContainers\":[{\"securityContext\":{\"capabilities\":{\"add\":[\"X\"]}}}]}}} ¦ true",
                "capabilities: null ¦ {\"requestObject\":{\"spec\":{\"initContainers\":[{\"securityContext\":{\"capabilities\":{\"add\":[\"X\"]}}}]}}} ¦ false",
                "privileged: true ¦ {\"requestObject\":{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"securityContext\":{\"privileged\":true}}]}}}}} ¦ true",
                "hostPath: '*' ¦ {\"requestObject\":{\"spec\":{\"volumes\":[{\"hostPath\":{\"path\":\"/\"}}]}}} ¦ true",
            })
    void bareNamesOfPublishedRulesAreUnderstood(String item, String event, boolean expected) {
        assertThat(audit(item, event)).isEqualTo(expected);
    }
}
