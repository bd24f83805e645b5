// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import static io.anchorwatch.streamjobs.detection.Sigma.item;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values and modifiers of Sigma 2.1: an item, a record, whether they meet. */
final class ItemSemanticsTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                // strings: anchored, whole value, case folded, wildcards, escapes
                "f: abc ¦ {\"f\":\"ABC\"} ¦ true",
                "f: abc ¦ {\"f\":\"abcd\"} ¦ false",
                "f: a*d ¦ {\"f\":\"a\\nb\\nd\"} ¦ true",
                "f: a?c ¦ {\"f\":\"abc\"} ¦ true",
                "f: a?c ¦ {\"f\":\"ac\"} ¦ false",
                "f: a** ¦ {\"f\":\"a\"} ¦ true",
                "f: 'a\\*' ¦ {\"f\":\"a*\"} ¦ true",
                "f: 'a\\*' ¦ {\"f\":\"ab\"} ¦ false",
                "f: 'a\\\\*' ¦ {\"f\":\"a\\\\b\"} ¦ true",
                "f: 'a\\\\\\*' ¦ {\"f\":\"a\\\\*\"} ¦ true",
                "f: 'a\\\\\\*' ¦ {\"f\":\"a\\\\b\"} ¦ false",
                "f: 'a\\' ¦ {\"f\":\"a\\\\\"} ¦ true",
                "f: 'a\\\\' ¦ {\"f\":\"a\\\\\"} ¦ true",
                "f: 'a\\b' ¦ {\"f\":\"a\\\\b\"} ¦ true",
                "f: 'a\\?' ¦ {\"f\":\"a?\"} ¦ true",
                "f: 'a  b' ¦ {\"f\":\"a b\"} ¦ false",
                // typing
                "f: 403 ¦ {\"f\":403} ¦ true",
                "f: 403 ¦ {\"f\":\"403\"} ¦ true",
                "f: '403' ¦ {\"f\":403} ¦ true",
                "f: 403.0 ¦ {\"f\":403} ¦ true",
                "f: 403 ¦ {\"f\":403.0} ¦ true",
                "f: 403 ¦ {\"f\":4.03e2} ¦ true",
                "f: 403 ¦ {\"f\":404} ¦ false",
                "f: true ¦ {\"f\":true} ¦ true",
                "f: true ¦ {\"f\":\"TRUE\"} ¦ true",
                "f: yes ¦ {\"f\":true} ¦ true",
                "f: 'yes' ¦ {\"f\":true} ¦ false",
                "f: off ¦ {\"f\":false} ¦ true",
                // null, absent, empty
                "f: null ¦ {} ¦ true",
                "f: null ¦ {\"f\":null} ¦ true",
                "f: null ¦ {\"f\":\"\"} ¦ false",
                "f: null ¦ {\"f\":\"null\"} ¦ false",
                "f: '' ¦ {\"f\":\"\"} ¦ true",
                "f: '' ¦ {} ¦ false",
                "f: '' ¦ {\"f\":null} ¦ false",
                "f: '*' ¦ {\"f\":\"\"} ¦ true",
                "f: '*' ¦ {} ¦ false",
                "f: [a, null] ¦ {} ¦ true",
                "f: [a, null] ¦ {\"f\":\"b\"} ¦ false",
                // arrays and objects
                "f: b ¦ {\"f\":[\"a\",\"b\"]} ¦ true",
                "f: b ¦ {\"f\":[[\"b\"]]} ¦ true",
                "f: b ¦ {\"f\":[]} ¦ false",
                "f.g: b ¦ {\"f\":[{\"g\":\"a\"},{\"g\":\"b\"}]} ¦ true",
                "f: b ¦ {\"f\":{\"b\":\"b\"}} ¦ false",
                "f|exists: true ¦ {\"f\":{}} ¦ true",
                "a.b/c.d: x ¦ {\"a\":{\"b/c.d\":\"x\"}} ¦ true",
                "a.b.c: x ¦ {\"a.b\":{\"c\":\"x\"},\"a\":{\"b\":{\"c\":\"y\"}}} ¦ true",
                // modifiers
                "f|contains: b ¦ {\"f\":\"aBc\"} ¦ true",
                "f|contains: 'b*d' ¦ {\"f\":\"abcde\"} ¦ true",
                "f|contains: 4 ¦ {\"f\":142} ¦ true",
                "f|startswith: a ¦ {\"f\":\"abc\"} ¦ true",
                "f|startswith: b ¦ {\"f\":\"abc\"} ¦ false",
                "f|endswith: c ¦ {\"f\":\"abc\"} ¦ true",
                "f|endswith: b ¦ {\"f\":\"abc\"} ¦ false",
                "f|contains|all: [a, c] ¦ {\"f\":\"abc\"} ¦ true",
                "f|contains|all: [a, d] ¦ {\"f\":\"abc\"} ¦ false",
                "f|all: [a, b] ¦ {\"f\":[\"a\",\"b\",\"c\"]} ¦ true",
                "f|all: [a, d] ¦ {\"f\":[\"a\",\"b\",\"c\"]} ¦ false",
                "f|cased: aB ¦ {\"f\":\"aB\"} ¦ true",
                "f|cased: ab ¦ {\"f\":\"aB\"} ¦ false",
                "f|contains|cased: B ¦ {\"f\":\"aBc\"} ¦ true",
                "f|contains|cased: b ¦ {\"f\":\"aBc\"} ¦ false",
                "f|exists: true ¦ {\"f\":null} ¦ true",
                "f|exists: true ¦ {} ¦ false",
                "f|exists: false ¦ {} ¦ true",
                "f|exists: no ¦ {} ¦ true",
                "f|re: b.d ¦ {\"f\":\"abcde\"} ¦ true",
                "f|re: B ¦ {\"f\":\"abc\"} ¦ false",
                "f|re|i: B ¦ {\"f\":\"abc\"} ¦ true",
                "f|re: a.b ¦ {\"f\":\"a\\nb\"} ¦ false",
                "f|re|s: a.b ¦ {\"f\":\"a\\nb\"} ¦ true",
                "f|re: ^b ¦ {\"f\":\"a\\nb\"} ¦ false",
                "f|re|m: ^b ¦ {\"f\":\"a\\nb\"} ¦ true",
                "f|re: '^\\d+\\*$' ¦ {\"f\":\"12*\"} ¦ true",
                "f|re: '010' ¦ {\"f\":\"x010x\"} ¦ true",
                "f|re: 010 ¦ {\"f\":\"x010x\"} ¦ true",
                "f|cidr: 10.0.0.0/8 ¦ {\"f\":\"10.1.2.3\"} ¦ true",
                "f|cidr: 10.0.0.0/8 ¦ {\"f\":\"11.1.2.3\"} ¦ false",
                "f|cidr: 10.0.0.0/8 ¦ {\"f\":\"10.0.0.0/16\"} ¦ false",
                "f|cidr: 0.0.0.0/0 ¦ {\"f\":\"::1\"} ¦ false",
                "f|cidr: 10.0.0.0/8 ¦ {\"f\":\"::ffff:10.0.0.1\"} ¦ true",
                "f|cidr: fd00::/8 ¦ {\"f\":\"fd12::1\"} ¦ true",
                "f|cidr: 192.168.1.128/25 ¦ {\"f\":\"192.168.1.127\"} ¦ false",
                "f|gte: 5 ¦ {\"f\":5} ¦ true",
                "f|gt: 5 ¦ {\"f\":5} ¦ false",
                "f|lt: 5 ¦ {\"f\":\"4.5\"} ¦ true",
                "f|lte: '5' ¦ {\"f\":5} ¦ true",
                "f|lt: 5 ¦ {\"f\":\"x\"} ¦ false",
                "f|lt: 5 ¦ {} ¦ false",
                "f|gt: [9, 1] ¦ {\"f\":5} ¦ true",
                "f|neq: [a, b] ¦ {\"f\":\"c\"} ¦ true",
                "f|neq: [a, b] ¦ {\"f\":\"b\"} ¦ false",
                "f|neq: a ¦ {} ¦ true",
                "f|contains|neq: b ¦ {\"f\":\"abc\"} ¦ false",
                "f|fieldref: g ¦ {\"f\":\"A\",\"g\":\"a\"} ¦ true",
                "f|fieldref|cased: g ¦ {\"f\":\"A\",\"g\":\"a\"} ¦ false",
                "f|fieldref: g ¦ {} ¦ false",
                "f|fieldref: g ¦ {\"f\":1.0,\"g\":\"1\"} ¦ true",
                "f|fieldref|startswith: g ¦ {\"f\":\"abc\",\"g\":\"ab\"} ¦ true",
                "f|fieldref|endswith: g ¦ {\"f\":\"abc\",\"g\":\"ab\"} ¦ false",
                "f|fieldref|contains: g ¦ {\"f\":\"abc\",\"g\":\"b\"} ¦ true",
                "f|expand: '%admins%' ¦ {\"f\":\"ops-7\"} ¦ true",
                "f|expand: '%admins%' ¦ {\"f\":\"bob\"} ¦ false",
                "f|contains|expand: '%admins%' ¦ {\"f\":\"x alice y\"} ¦ true",
                "f|cidr|expand: '%nets%' ¦ {\"f\":\"fd00::1\"} ¦ true",
                "f|cidr|expand: '%nets%' ¦ {\"f\":\"fe00::1\"} ¦ false",
                "f|all|expand: ['%admins%'] ¦ {\"f\":\"alice\"} ¦ true",
            })
    void itemMeets(String item, String json, boolean expected) {
        assertThat(item(item, json)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} folds to {1}")
    @CsvSource({"K8S,k8s", "ſECRETS,secrets", "AΣ,aς", "İ,i", "ı,i", "ÀÉ,àé", "𐐀,𐐨"})
    void caseTricksDoNotHideAValue(String written, String rule) {
        assertThat(item("f: " + rule, "{\"f\":\"" + written + "\"}")).isTrue();
        assertThat(item("f|contains: " + rule, "{\"f\":\"x" + written + "x\"}")).isTrue();
    }
}
