// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import static io.anchorwatch.streamjobs.detection.Sigma.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.Sigma;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sigma enhancement proposal 212: what elements of arrays must meet. */
final class ArrayMatchingSpecTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "c[any]: {p: tcp, ip|cidr: 123.1.0.0/16} ¦ {\"c\":[{\"p\":\"TCP\",\"ip\":\"123.1.9.9\"},{\"p\":\"UDP\",\"ip\":\"10.0.0.1\"}]} ¦ true",
                "c[any]: {p: tcp, ip|cidr: 123.1.0.0/16} ¦ {\"c\":[{\"p\":\"TCP\",\"ip\":\"10.0.0.1\"},{\"p\":\"UDP\",\"ip\":\"123.1.9.9\"}]} ¦ false",
                "c[any]: {p: tcp, ip|cidr: 123.1.0.0/16} ¦ {\"c\":[]} ¦ false",
                "c[any]: {p: tcp, ip|cidr: 123.1.0.0/16} ¦ {} ¦ false",
                "c[any]: {p: tcp, ip|cidr: 123.1.0.0/16} ¦ {\"c\":null} ¦ false",
                "c[any]: {p: tcp, ip|cidr: 123.1.0.0/16} ¦ {\"c\":{\"p\":\"TCP\",\"ip\":\"123.1.1.1\"}} ¦ true",
                "c[any]: {p: tcp, ip|cidr: 123.1.0.0/16} ¦ {\"c\":[\"x\",5,null,[1]]} ¦ false",
                "c[any].p: tcp;c[any].ip|cidr: 123.1.0.0/16 ¦ {\"c\":[{\"p\":\"TCP\",\"ip\":\"10.0.0.1\"},{\"p\":\"UDP\",\"ip\":\"123.1.9.9\"}]} ¦ true",
                "c[any].p: a ¦ {\"c\":[{\"p\":\"a\"},{\"p\":\"b\"}]} ¦ true",
                "c[any]: {p: a} ¦ {\"c\":[{\"p\":\"a\"},{\"p\":\"b\"}]} ¦ true",
                "c[any].p: a ¦ {\"c\":[{\"p\":\"a\"},{\"p\":\"A\"}]} ¦ true",
                "c[any]: {p: a} ¦ {\"c\":[{\"p\":\"a\"},{\"p\":\"A\"}]} ¦ true",
                "c[any].p: a ¦ {\"c\":[{\"p\":\"b\"},{\"p\":\"c\"}]} ¦ false",
                "c[any]: {p: a} ¦ {\"c\":[{\"p\":\"b\"},{\"p\":\"c\"}]} ¦ false",
                "c[any].p: a ¦ {\"c\":[]} ¦ false",
                "c[any]: {p: a} ¦ {\"c\":[]} ¦ false",
                "c[any].p: a ¦ {} ¦ false",
                "c[any]: {p: a} ¦ {} ¦ false",
                "c[any].p: a ¦ {\"c\":null} ¦ false",
                "c[any]: a ¦ {\"c\":[\"a\",\"a\"]} ¦ true",
                "c[any]: {.: a} ¦ {\"c\":[\"a\",\"b\"]} ¦ true",
                "c[any]: a ¦ {\"c\":\"a\"} ¦ true",
                "c[all].p: a ¦ {\"c\":[{\"p\":\"a\"},{\"p\":\"b\"}]} ¦ false",
                "c[all]: {p: a} ¦ {\"c\":[{\"p\":\"a\"},{\"p\":\"b\"}]} ¦ false",
                "c[all].p: a ¦ {\"c\":[{\"p\":\"a\"},{\"p\":\"A\"}]} ¦ true",
                "c[all]: {p: a} ¦ {\"c\":[{\"p\":\"a\"},{\"p\":\"A\"}]} ¦ true",
                "c[all].p: a ¦ {\"c\":[{\"p\":\"b\"},{\"p\":\"c\"}]} ¦ false",
                "c[all]: {p: a} ¦ {\"c\":[{\"p\":\"b\"},{\"p\":\"c\"}]} ¦ false",
                "c[all].p: a ¦ {\"c\":[]} ¦ false",
                "c[all]: {p: a} ¦ {\"c\":[]} ¦ false",
                "c[all].p: a ¦ {} ¦ false",
                "c[all]: {p: a} ¦ {} ¦ false",
                "c[all].p: a ¦ {\"c\":null} ¦ false",
                "c[all]: a ¦ {\"c\":[\"a\",\"a\"]} ¦ true",
                "c[all]: {.: a} ¦ {\"c\":[\"a\",\"b\"]} ¦ false",
                "c[all]: a ¦ {\"c\":\"a\"} ¦ true",
                "c[all_or_empty].p: a ¦ {\"c\":[{\"p\":\"a\"},{\"p\":\"b\"}]} ¦ false",
                "c[all_or_empty]: {p: a} ¦ {\"c\":[{\"p\":\"a\"},{\"p\":\"b\"}]} ¦ false",
                "c[all_or_empty].p: a ¦ {\"c\":[{\"p\":\"a\"},{\"p\":\"A\"}]} ¦ true",
                "c[all_or_empty]: {p: a} ¦ {\"c\":[{\"p\":\"a\"},{\"p\":\"A\"}]} ¦ true",
                "c[all_or_empty].p: a ¦ {\"c\":[{\"p\":\"b\"},{\"p\":\"c\"}]} ¦ false",
                "c[all_or_empty]: {p: a} ¦ {\"c\":[{\"p\":\"b\"},{\"p\":\"c\"}]} ¦ false",
                "c[all_or_empty].p: a ¦ {\"c\":[]} ¦ true",
                "c[all_or_empty]: {p: a} ¦ {\"c\":[]} ¦ true",
                "c[all_or_empty].p: a ¦ {} ¦ true",
                "c[all_or_empty]: {p: a} ¦ {} ¦ true",
                "c[all_or_empty].p: a ¦ {\"c\":null} ¦ true",
                "c[all_or_empty]: a ¦ {\"c\":[\"a\",\"a\"]} ¦ true",
                "c[all_or_empty]: {.: a} ¦ {\"c\":[\"a\",\"b\"]} ¦ false",
                "c[all_or_empty]: a ¦ {\"c\":\"a\"} ¦ true",
                "c[none].p: a ¦ {\"c\":[{\"p\":\"a\"},{\"p\":\"b\"}]} ¦ false",
                "c[none]: {p: a} ¦ {\"c\":[{\"p\":\"a\"},{\"p\":\"b\"}]} ¦ false",
                "c[none].p: a ¦ {\"c\":[{\"p\":\"a\"},{\"p\":\"A\"}]} ¦ false",
                "c[none]: {p: a} ¦ {\"c\":[{\"p\":\"a\"},{\"p\":\"A\"}]} ¦ false",
                "c[none].p: a ¦ {\"c\":[{\"p\":\"b\"},{\"p\":\"c\"}]} ¦ true",
                "c[none]: {p: a} ¦ {\"c\":[{\"p\":\"b\"},{\"p\":\"c\"}]} ¦ true",
                "c[none].p: a ¦ {\"c\":[]} ¦ true",
                "c[none]: {p: a} ¦ {\"c\":[]} ¦ true",
                "c[none].p: a ¦ {} ¦ true",
                "c[none]: {p: a} ¦ {} ¦ true",
                "c[none].p: a ¦ {\"c\":null} ¦ true",
                "c[none]: a ¦ {\"c\":[\"a\",\"a\"]} ¦ false",
                "c[none]: {.: a} ¦ {\"c\":[\"a\",\"b\"]} ¦ false",
                "c[none]: a ¦ {\"c\":\"a\"} ¦ false",
                "t[all]|startswith: '123.' ¦ {\"t\":[\"123.1\",\"123.2\"]} ¦ true",
                "t[all]|startswith: '123.' ¦ {\"t\":[\"123.1\",\"1\"]} ¦ false",
                "t[all]|neq: a ¦ {\"t\":[\"a\",\"a\"]} ¦ false",
                "t[all]|neq: a ¦ {\"t\":[\"a\",\"b\"]} ¦ true",
                "t[any]|neq: a ¦ {\"t\":[\"b\"]} ¦ true",
                "t[none]: [a, b] ¦ {\"t\":[\"c\",\"b\"]} ¦ false",
                "t[any]|contains|all: [x, y] ¦ {\"t\":[\"x\",\"y\"]} ¦ false",
                "t[any]|contains|all: [x, y] ¦ {\"t\":[\"x\",\"yx\"]} ¦ true",
                "t|contains|all: [x, y] ¦ {\"t\":[\"x\",\"y\"]} ¦ true",
                "t[any]|re: '^a' ¦ {\"t\":[\"ba\",\"ab\"]} ¦ true",
                "t[any]|gte: 500 ¦ {\"t\":[200,503]} ¦ true",
                "t[any]|exists: true ¦ {\"t\":[1]} ¦ true",
                "c[any].x: null ¦ {\"c\":[{\"x\":1},{}]} ¦ true",
                "c[all].x|exists: true ¦ {\"c\":[{\"x\":1},{}]} ¦ false",
                "c[any].x|fieldref: y ¦ {\"c\":[{\"x\":1,\"y\":2},{\"x\":2,\"y\":2}]} ¦ true",
                "c[any].x|fieldref: y ¦ {\"y\":1,\"c\":[{\"x\":1}]} ¦ false",
                "r[any]: {condition: e and not g, e: {.|gte: 500, .|lte: 599}, g: {.: 504}} ¦ {\"r\":[200,504]} ¦ false",
                "r[any]: {condition: e and not g, e: {.|gte: 500, .|lte: 599}, g: {.: 504}} ¦ {\"r\":[504,503]} ¦ true",
                "c[any]: {condition: n and not t, n: {ip|cidr: 123.1.0.0/16}, t: {p: TCP}} ¦ {\"c\":[{\"p\":\"TCP\",\"ip\":\"123.1.9.9\"},{\"p\":\"UDP\",\"ip\":\"10.0.0.1\"}]} ¦ false",
                "c[any]: {condition: n and not t, n: {ip|cidr: 123.1.0.0/16}, t: {p: TCP}} ¦ {\"c\":[{\"p\":\"TCP\",\"ip\":\"10.0.0.1\"},{\"p\":\"UDP\",\"ip\":\"123.1.9.9\"}]} ¦ true",
                "c[any]: {condition: 1 of s_*, s_a: {p: x}, s_b: {p: UDP}} ¦ {\"c\":[{\"p\":\"TCP\",\"ip\":\"123.1.9.9\"},{\"p\":\"UDP\",\"ip\":\"10.0.0.1\"}]} ¦ true",
                "r[any]: {type: allow, 'ip[all]|startswith': '123.1.1'} ¦ {\"r\":[{\"type\":\"block\",\"ip\":[\"9\"]},{\"type\":\"allow\",\"ip\":[\"123.1.1.2\",\"123.1.1.3\"]}]} ¦ true",
                "r[all]: {'ip[any]|startswith': '123'} ¦ {\"r\":[{\"type\":\"block\",\"ip\":[\"9\"]},{\"type\":\"allow\",\"ip\":[\"123.1.1.2\",\"123.1.1.3\"]}]} ¦ false",
                "r[any].ip[all]|startswith: '123' ¦ {\"r\":[{\"type\":\"block\",\"ip\":[\"9\"]},{\"type\":\"allow\",\"ip\":[\"123.1.1.2\",\"123.1.1.3\"]}]} ¦ true",
                "r[none].ip[any]: '9' ¦ {\"r\":[{\"type\":\"block\",\"ip\":[\"9\"]},{\"type\":\"allow\",\"ip\":[\"123.1.1.2\",\"123.1.1.3\"]}]} ¦ false",
                "r[any].ip[0]: 123.1.1.2 ¦ {\"r\":[{\"type\":\"block\",\"ip\":[\"9\"]},{\"type\":\"allow\",\"ip\":[\"123.1.1.2\",\"123.1.1.3\"]}]} ¦ true",
                "r[any].ip[1]: 123.1.1.2 ¦ {\"r\":[{\"type\":\"block\",\"ip\":[\"9\"]},{\"type\":\"allow\",\"ip\":[\"123.1.1.2\",\"123.1.1.3\"]}]} ¦ false",
                "r[any]: {'x[any]': {'y[any]': {z: 1}}} ¦ {\"r\":[{\"x\":[{\"y\":[{\"z\":2},{\"z\":1}]}]}]} ¦ true",
                "m[any][any]: 3 ¦ {\"m\":[[1,2],[3]]} ¦ true",
                "m[any][all]: 3 ¦ {\"m\":[[1,3],[3,3]]} ¦ true",
                "m[any][all]: 3 ¦ {\"m\":[[1,3],[3,2]]} ¦ false",
                "m[any]: {.: 3} ¦ {\"m\":[[1,3]]} ¦ true",
                "t[0]: a ¦ {\"t\":[\"a\",\"b\",\"c\"]} ¦ true",
                "t[-3]: a ¦ {\"t\":[\"a\",\"b\",\"c\"]} ¦ true",
                "t[1]: a ¦ {\"t\":[\"a\",\"b\",\"c\"]} ¦ false",
                "t[-1]: a ¦ {\"t\":[\"a\",\"b\",\"c\"]} ¦ false",
                "t[-1]: c ¦ {\"t\":[\"a\",\"b\",\"c\"]} ¦ true",
                "t[3]: a ¦ {\"t\":[\"a\"]} ¦ false",
                "t[-2]: a ¦ {\"t\":[\"a\"]} ¦ false",
                "t[0]: a ¦ {\"t\":\"a\"} ¦ false",
                "t[0]: a ¦ {} ¦ false",
                "t[9]: null ¦ {\"t\":[\"a\"]} ¦ true",
                "t[0]|exists: false ¦ {\"t\":[]} ¦ true",
                "c[0].p: TCP;c[0].ip: 123.1.9.9 ¦ {\"c\":[{\"p\":\"TCP\",\"ip\":\"123.1.9.9\"},{\"p\":\"UDP\",\"ip\":\"10.0.0.1\"}]} ¦ true",
                "c[0]: {p: TCP, ip: 123.1.9.9} ¦ {\"c\":[{\"p\":\"TCP\",\"ip\":\"123.1.9.9\"},{\"p\":\"UDP\",\"ip\":\"10.0.0.1\"}]} ¦ true",
                "c[1]: {p: TCP} ¦ {\"c\":[{\"p\":\"TCP\",\"ip\":\"123.1.9.9\"},{\"p\":\"UDP\",\"ip\":\"10.0.0.1\"}]} ¦ false",
                "m[1][0]: 3 ¦ {\"m\":[[1,2],[3]]} ¦ true",
                "a.b[0].c.d: x ¦ {\"a\":{\"b\":[{\"c\":{\"d\":\"x\"}}]}} ¦ true",
                "a.b[0].c: x ¦ {\"a.b\":[{\"c\":\"x\"}]} ¦ true",
                "t\\[0\\]: a ¦ {\"t[0]\":\"a\",\"t\":[\"b\"]} ¦ true",
                "t\\[0\\]: a ¦ {\"t\":[\"a\"]} ¦ false",
                "t\\[any\\].x: a ¦ {\"t[any]\":{\"x\":\"a\"}} ¦ true",
                "c[any]: {p: [x, UDP]} ¦ {\"c\":[{\"p\":\"TCP\",\"ip\":\"123.1.9.9\"},{\"p\":\"UDP\",\"ip\":\"10.0.0.1\"}]} ¦ true",
                "c[any]: {'|contains': udp} ¦ {\"c\":[{\"p\":\"TCP\",\"ip\":\"123.1.9.9\"},{\"p\":\"UDP\",\"ip\":\"10.0.0.1\"}]} ¦ true",
                "c[all]: {'|contains': udp} ¦ {\"c\":[{\"p\":\"TCP\",\"ip\":\"123.1.9.9\"},{\"p\":\"UDP\",\"ip\":\"10.0.0.1\"}]} ¦ false",
                "a.k8s.io/x[any].y: 1 ¦ {\"a\":{\"k8s.io/x\":[{\"y\":1}]}} ¦ true",
                "p.c[all].x: 1 ¦ {\"p\":[{\"c\":[{\"x\":1}]},{\"c\":[{\"x\":1}]}]} ¦ true",
                "p.c[all].x: 1 ¦ {\"p\":[{\"c\":[{\"x\":1}]},{\"c\":[{\"x\":2}]}]} ¦ false",
            })
    void itemMeets(String item, String json, boolean expected) {
        assertThat(Sigma.item(item.replace(";", "\n"), json)).isEqualTo(expected);
        assertThat(Sigma.matches("s:\n" + item.replace(";", "\n").indent(2) + "condition: not s", json))
                .isNotEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "requestObject.spec.containers[any]: {image|startswith: evil, securityContext.privileged: true} ¦ {\"verb\":\"create\",\"objectRef\":{\"resource\":\"pods\"},\"requestObject\":{\"spec\":{\"containers\":[{\"image\":\"evil/x\",\"securityContext\":{\"privileged\":false}},{\"image\":\"good\",\"securityContext\":{\"privileged\":true}}]}}} ¦ false",
                "requestObject.spec.containers[any]: {image|startswith: good, securityContext.privileged: true} ¦ {\"verb\":\"create\",\"objectRef\":{\"resource\":\"pods\"},\"requestObject\":{\"spec\":{\"containers\":[{\"image\":\"evil/x\",\"securityContext\":{\"privileged\":false}},{\"image\":\"good\",\"securityContext\":{\"privileged\":true}}]}}} ¦ true",
                "requestObject.spec.containers[any].securityContext.privileged: true ¦ {\"verb\":\"create\",\"objectRef\":{\"resource\":\"pods\"},\"requestObject\":{\"spec\":{\"containers\":[{\"image\":\"evil/x\",\"securityContext\":{\"privileged\":false}},{\"image\":\"good\",\"securityContext\":{\"privileged\":true}}]}}} ¦ true",
                "requestObject.spec.containers[all].image: '*' ¦ {\"verb\":\"create\",\"objectRef\":{\"resource\":\"pods\"},\"requestObject\":{\"spec\":{\"containers\":[{\"image\":\"evil/x\",\"securityContext\":{\"privileged\":false}},{\"image\":\"good\",\"securityContext\":{\"privileged\":true}}]}}} ¦ true",
                "requestObject.spec.containers[1].image: good ¦ {\"verb\":\"create\",\"objectRef\":{\"resource\":\"pods\"},\"requestObject\":{\"spec\":{\"containers\":[{\"image\":\"evil/x\",\"securityContext\":{\"privileged\":false}},{\"image\":\"good\",\"securityContext\":{\"privileged\":true}}]}}} ¦ true",
                "requestObject.spec.initContainers[none].image: '*' ¦ {\"verb\":\"create\",\"objectRef\":{\"resource\":\"pods\"},\"requestObject\":{\"spec\":{\"containers\":[{\"image\":\"evil/x\",\"securityContext\":{\"privileged\":false}},{\"image\":\"good\",\"securityContext\":{\"privileged\":true}}]}}} ¦ true",
                "user.groups[all]|startswith: 'system:' ¦ {\"user\":{\"groups\":[\"system:a\",\"system:b\"]}} ¦ true",
                "user.groups[all]|startswith: 'system:' ¦ {\"user\":{\"groups\":[\"system:a\",\"b\"]}} ¦ false",
                "groups[any]: b ¦ {\"user\":{\"groups\":[\"a\",\"b\"]}} ¦ true",
                "sourceIPs[0]: 1.1.1.1 ¦ {\"sourceIPs\":[\"1.1.1.1\",\"2.2.2.2\"]} ¦ true",
                "sourceIPs[-1]|cidr: 2.0.0.0/8 ¦ {\"sourceIPs\":[\"1.1.1.1\",\"2.2.2.2\"]} ¦ true",
                "sourceIPs[2]: null ¦ {\"sourceIPs\":[\"1.1.1.1\"]} ¦ true",
                "workload.images[any]: good ¦ {\"verb\":\"create\",\"objectRef\":{\"resource\":\"pods\"},\"requestObject\":{\"spec\":{\"containers\":[{\"image\":\"evil/x\",\"securityContext\":{\"privileged\":false}},{\"image\":\"good\",\"securityContext\":{\"privileged\":true}}]}}} ¦ true",
                "workload.images[0]: evil/x ¦ {\"verb\":\"create\",\"objectRef\":{\"resource\":\"pods\"},\"requestObject\":{\"spec\":{\"containers\":[{\"image\":\"evil/x\",\"securityContext\":{\"privileged\":false}},{\"image\":\"good\",\"securityContext\":{\"privileged\":true}}]}}} ¦ true",
                "capabilities[any]: X ¦ {\"requestObject\":{\"spec\":{\"initContainers\":[{\"securityContext\":{\"capabilities\":{\"add\":[\"X\"]}}}]}}} ¦ true",
                "capabilities[all]: X ¦ {\"requestObject\":{\"spec\":{\"initContainers\":[{\"securityContext\":{\"capabilities\":{\"add\":[\"X\"]}}}],\"containers\":[{\"securityContext\":{\"capabilities\":{\"add\":[\"Y\"]}}}]}}} ¦ false",
                "requestObject.spec.containers[any]: {name: a} ¦ {\"objectRef\":{\"name\":\"a\"},\"requestObject\":{\"spec\":{\"containers\":[{\"name\":\"b\"}]}}} ¦ false",
                "annotations.list[any]: x ¦ {\"annotations\":{\"list\":[\"x\"]}} ¦ true",
                "requestObject[any].op: add ¦ {\"requestObject\":[{\"op\":\"add\"}]} ¦ true",
            })
    void itemMeetsAuditEvent(String item, String json, boolean expected) {
        assertThat(Sigma.audit(item, json)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "c[some].p: a ¦ 6:5 ¦ '[some]' is no selector",
                "c[]: a ¦ 6:5 ¦ '[]' is no selector",
                "'[any].p': a ¦ 6:5 ¦ needs a field before it",
                "c[any][0]: a ¦ 6:5 ¦ can't follow a quantifier directly",
                "c[any]|contains: {p: a} ¦ 6:5 ¦ a block takes no modifiers",
                "c: {p: a} ¦ 6:8 ¦ 'c[any]:'",
                ".: a ¦ 6:5 ¦ stands only in a block",
                "c[any]: {} ¦ 6:13 ¦ an empty selection",
                "c[any]: {'|asks': a=b} ¦ 6:14 ¦ sees the whole event",
                "c[any]: {condition: x and y, x: {p: a}} ¦ 6:31 ¦ there is no selection 'y'",
            })
    void refusedWithPlaceAndReason(String item, String place, String reason) {
        var problem = Sigma.error(rule("s:\n  " + item + "\ncondition: s"));
        assertThat(problem.message()).contains(reason);
        assertThat(problem.line() + ":" + problem.column()).isEqualTo(place);
    }

    @Test
    void versionDecidesWhetherBracketsSelect() {
        String text = rule("s: {'t[0]': a}\ncondition: s");
        assertThat(Sigma.read(text).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("sigma-version: 3"));
        assertThat(Sigma.read("sigma-version: 3\n" + text).problems()).isEmpty();
        String old = "sigma-version: 2.1.0\n" + text;
        assertThat(Sigma.read(old).problems()).isEmpty();
        assertThat(Sigma.matchesRule(old, "{\"t[0]\":\"a\"}")).isTrue();
        assertThat(Sigma.matchesRule(old, "{\"t\":[\"a\"]}")).isFalse();
        assertThat(Sigma.error("sigma-version: 4\n" + text).message()).contains("newer");
    }

    @Test
    void hugeArraysTakeWorkInProportion() {
        StringBuilder event = new StringBuilder("{\"c\":[");
        for (int i = 0; i < 10_000; i++) {
            event.append("{\"d\":[").append("{\"x\":1},".repeat(10)).append("{\"x\":2}]},");
        }
        String json = event.append("{\"d\":[]}]}").toString();
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(Sigma.item("c[any]: {'d[all]': {x: 1}}", json)).isFalse();
            assertThat(Sigma.item("c[all_or_empty].d[any].x: 2", json)).isFalse();
            assertThat(Sigma.item("c[any].d[-1].x: 2", json)).isTrue();
        });
    }
}
