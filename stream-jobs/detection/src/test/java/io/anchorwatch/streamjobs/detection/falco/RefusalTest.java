// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each refusal names the place; the condition starts at line 4, column 5. */
final class RefusalTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ka.verb | 4:1 | expected an operator here",
                "ka.verb is get | 4:13 | expected an operator here",
                "ka.nope = x | 4:5 | no field 'ka.nope'",
                "proc.name = x | 4:5 | no field 'proc.name'",
                "nope | 4:5 | there is no macro 'nope'",
                "ka.verb=get and nope | 4:21 | there is no macro 'nope'",
                "ka.verb=get xor ka.verb=get | 4:17 | expected 'and', 'or' or the end",
                "(ka.verb=get | 4:17 | expected ')'",
                "ka.verb in (get | 4:20 | expected ',' or ')'",
                "ka.verb in (get,) | 4:21 | expected a value here",
                "ka.verb in (a=b) | 4:18 | expected ',' or ')'",
                "ka.verb in \"get\" | 4:16 | expected a list in parentheses",
                "ka.verb = \"get | 4:15 | never closed",
                "ka.verb = \"a\\.b\" | 4:17 | there is no escape",
                "ka.verb < x | 4:15 | expected a number",
                "ka.user.groups = g | 4:5 | in, intersects or exists",
                "ka.user.groups contains g | 4:5 | in, intersects or exists",
                "ka.user.groups = anyof (g) | 4:5 | in, intersects or exists",
                "ka.verb bcontains 00 | 4:5 | compares raw bytes",
                "ka.verb regex \"(\" | 4:19 | not a regex",
                "ka.verb regex \"\\\\d\" | 4:19 | Perl",
                "ka.verb regex \"(?i)x\" | 4:19 | Perl",
                "ka.verb regex \"a+?\" | 4:19 | Perl",
                "ka.uri.param = x | 4:5 | needs an argument",
                "ka.verb[0] = x | 4:5 | takes no argument",
                "ka.sourceips[x] in (y) | 4:5 | index from 0",
                "ka.sourceips[01] in (y) | 4:5 | index from 0",
                "len(ka.verb) contains 1 | 4:5 | a number is tested",
                "len(ka.verb) = x | 4:20 | whole number",
                "concat(ka.verb) = x | 4:5 | two texts",
                "join(ka.verb) = x | 4:5 | separator and a list",
                "tolower(len(ka.verb)) = x | 4:5 | one text or list",
                "ka.verb = val(ka.user.groups) | 4:19 | this is a list",
                "ka.verb regex val(ka.uri) | 4:23 | constants only",
                "tolower(ka.verb)[a] = x | 4:5 | no argument",
                "or | 4:5 | no macro 'or'",
            })
    void aBadConditionIsRefusedWhereItIsWrong(String condition, String place, String message) {
        String problem = Falco.problem(Falco.rule(condition));
        assertThat(problem).contains(message);
        if (!place.equals("4:1")) {
            assertThat(problem).startsWith(place + ": ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "user=%ka.nope | no field",
                "100% | name of a field",
                "%% | name of a field",
                "%99999ka.verb | width",
                "%1001ka.verb | width",
                "%ka.uri.param | needs an argument",
                "%len(ka.verb | expected ')'",
            })
    void aBadOutputIsRefused(String output, String message) {
        assertThat(Falco.problem(Falco.rule("ka.verb=get", output)))
                .contains(message)
                .startsWith("6:");
    }
}
