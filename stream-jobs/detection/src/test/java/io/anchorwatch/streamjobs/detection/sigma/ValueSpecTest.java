// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.Sigma;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sigma 2.1, strings, numbers, null and empty values. */
final class ValueSpecTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "f: 'a\\b' ¦ {\"f\":\"a\\\\b\"} ¦ true",
                "f: 'a\\\\b' ¦ {\"f\":\"a\\\\b\"} ¦ true",
                "f: 'a\\\\\\\\b' ¦ {\"f\":\"a\\\\\\\\b\"} ¦ true",
                "f: 'a\\\\\\\\b' ¦ {\"f\":\"a\\\\b\"} ¦ false",
                "f: '\\*' ¦ {\"f\":\"*\"} ¦ true",
                "f: '\\*' ¦ {\"f\":\"x\"} ¦ false",
                "f: '\\\\*' ¦ {\"f\":\"\\\\abc\"} ¦ true",
                "f: '\\\\\\*' ¦ {\"f\":\"\\\\*\"} ¦ true",
                "f: '\\\\\\*' ¦ {\"f\":\"\\\\x\"} ¦ false",
                "f: 'a\\' ¦ {\"f\":\"a\\\\\"} ¦ true",
                "f: '?' ¦ {\"f\":\"\"} ¦ false",
                "f: '??' ¦ {\"f\":\"ab\"} ¦ true",
                "f: '?*' ¦ {\"f\":\"a\"} ¦ true",
                "f: '***' ¦ {\"f\":\"\"} ¦ true",
                "f: 'a*b*c' ¦ {\"f\":\"a1b2c\"} ¦ true",
                "f: 'a*b*c' ¦ {\"f\":\"a1c2b\"} ¦ false",
                "f: '*a' ¦ {\"f\":\"x\\ny\\na\"} ¦ true",
                "f: 'a?b' ¦ {\"f\":\"a\\nb\"} ¦ true",
                "f: ABC ¦ {\"f\":\"abc\"} ¦ true",
                "f: abc ¦ {\"f\":\" abc\"} ¦ false",
                "f: 'É' ¦ {\"f\":\"é\"} ¦ true",
                "f: 1 ¦ {\"f\":\"1\"} ¦ true",
                "f: 1 ¦ {\"f\":1.0} ¦ true",
                "f: '1.0' ¦ {\"f\":1} ¦ false",
                "f: -5 ¦ {\"f\":-5} ¦ true",
                "f: true ¦ {\"f\":\"True\"} ¦ true",
                "f: 'true' ¦ {\"f\":true} ¦ true",
                "f: false ¦ {\"f\":0} ¦ false",
                "f: on ¦ {\"f\":true} ¦ true",
                "f: NO ¦ {\"f\":false} ¦ true",
                "f: '' ¦ {\"f\":\"\"} ¦ true",
                "f: '' ¦ {\"f\":\" \"} ¦ false",
                "f: '' ¦ {\"f\":[]} ¦ false",
                "f: '' ¦ {\"f\":[\"\"]} ¦ true",
                "f: a ¦ {\"f\":[\"b\",\"A\"]} ¦ true",
                "f: a ¦ {\"f\":[[\"a\"]]} ¦ true",
                "f: a ¦ {\"f\":{\"a\":\"a\"}} ¦ false",
                "f: '*' ¦ {\"f\":{\"a\":1}} ¦ false",
                "f: '*' ¦ {\"f\":false} ¦ true",
                "f: 12345678901234567890 ¦ {\"f\":12345678901234567890} ¦ true",
                "f: 2026-01-02 ¦ {\"f\":\"2026-01-02\"} ¦ true",
                "f: 0.10 ¦ {\"f\":0.1} ¦ true",
                "f: [] ¦ {} ¦ true",
                "f: [] ¦ {\"f\":\"x\"} ¦ false",
                "f: ~ ¦ {} ¦ true",
                "f: ¦ {\"f\":null} ¦ true",
                "f: [a, null] ¦ {\"f\":null} ¦ true",
                "f: ['', null] ¦ {\"f\":\"\"} ¦ true",
                "f: null ¦ {\"f\":[]} ¦ false",
                "f: null;g: 1 ¦ {\"g\":1} ¦ true",
            })
    void itemMeets(String item, String json, boolean expected) {
        assertThat(Sigma.item(item.replace(';', '\n'), json)).isEqualTo(expected);
    }
}
