// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.engine.RuleMatcher;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Files whose author wants to cost time and memory: told, never thrown at the caller. */
final class HostileFileTest {

    private static String refusal(String file) {
        RuleSet set = Falco.read(file, Set.of());
        assertThat(set.rules()).isEmpty();
        assertThat(set.hasErrors()).isTrue();
        return set.problems().toString();
    }

    @Test
    void aMacroCannotUseItself() {
        String cycle = """
                - macro: a
                  condition: ka.verb=x
                - macro: b
                  condition: a
                - macro: a
                  condition: b
                """;
        assertThat(refusal(cycle + Falco.rule("a"))).contains("uses itself");
        assertThat(refusal("- macro: a\n  condition: a\n" + Falco.rule("a"))).contains("defined below");
    }

    @Test
    void macrosThatDoubleAreBounded() {
        StringBuilder file = new StringBuilder("- macro: m0\n  condition: ka.verb=x or ka.verb=y\n");
        for (int i = 1; i < 60; i++) {
            file.append("- macro: m")
                    .append(i)
                    .append("\n  condition: m")
                    .append(i - 1)
                    .append(" and m")
                    .append(i - 1)
                    .append('\n');
        }
        assertThat(refusal(file + Falco.rule("m59"))).contains("more than");
    }

    @Test
    void macrosThatOnlyNestAreBounded() {
        StringBuilder file = new StringBuilder("- macro: m0\n  condition: ka.verb=x\n");
        for (int i = 1; i < 2_000; i++) {
            file.append("- macro: m")
                    .append(i)
                    .append("\n  condition: not m")
                    .append(i - 1)
                    .append('\n');
        }
        assertThat(refusal(file + Falco.rule("m1999"))).contains("too deep");
    }

    @Test
    void macrosThatNestDeepInDeepConditionsAreBounded() {
        StringBuilder file = new StringBuilder("- macro: m0\n  condition: ka.verb=x\n");
        for (int i = 1; i < 60; i++) {
            file.append("- macro: m")
                    .append(i)
                    .append("\n  condition: ")
                    .append("(ka.verb=a or (ka.verb=b and ".repeat(90));
            file.append("m").append(i - 1).append("))".repeat(90)).append('\n');
        }
        assertThat(refusal(file + Falco.rule("m59"))).contains("too deep");
    }

    @Test
    void listsThatDoubleAreBounded() {
        StringBuilder file = new StringBuilder("- list: l0\n  items: [a, b]\n");
        for (int i = 1; i < 60; i++) {
            file.append("- list: l")
                    .append(i)
                    .append("\n  items: [l")
                    .append(i - 1)
                    .append(", l")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThat(refusal(file + Falco.rule("ka.verb in (l59)"))).contains("values");
        String cycle = "- list: a\n  items: [b]\n- list: b\n  items: [a]\n";
        assertThat(refusal(cycle + Falco.rule("ka.verb in (a)"))).contains("contains itself");
        assertThat(Falco.read(cycle + Falco.rule("ka.verb in (a)"), Falco.AS_FALCO)
                        .rules())
                .hasSize(1);
    }

    @Test
    void oneListInManyPlacesIsBounded() {
        String list = "- list: l\n  items: [" + String.join(", ", Collections.nCopies(50_000, "\"aaaa aaaa\"")) + "]\n";
        String rule = String.join(" or ", Collections.nCopies(200, "ka.verb in (l)"));
        assertThat(refusal(list + Falco.rule(rule))).contains("characters");
    }

    @Test
    void deepNestingIsBounded() {
        assertThat(refusal(Falco.rule("(".repeat(50_000) + "ka.verb=x" + ")".repeat(50_000))))
                .contains("deeper than");
        assertThat(refusal(Falco.rule("not(".repeat(50_000) + "ka.verb=x" + ")".repeat(50_000))))
                .contains("deeper than");
        assertThat(refusal(Falco.rule("tolower(".repeat(50_000) + "ka.verb" + ")".repeat(50_000) + "=x")))
                .contains("deeper than");
        assertThat(refusal(Falco.rule("ka.verb regex " + "[".repeat(3_000)))).contains("not a regex");
        String groups = "ka.verb regex \"" + "(".repeat(2_000) + ")".repeat(2_000) + "\"";
        assertThat(Falco.matches(groups, "{\"stage\":\"Panic\",\"verb\":\"x\"}"))
                .isFalse();
        assertThat(refusal(Falco.rule("ka.verb regex \"((a{1,1000}){1,1000}){1,1000}\"")))
                .contains("regex");
        assertThat(refusal("- " + "[".repeat(10_000) + "\n" + Falco.rule("ka.verb=x")))
                .contains("YAML");
    }

    @Test
    void manyNotsAreOneNot() throws IOException {
        String odd = "not ".repeat(10_001) + "ka.verb=x";
        RuleSet set = Falco.read(Falco.rule(odd), Set.of());
        assertThat(RuleMatcher.audit(set)
                        .match("{\"stage\":\"ResponseComplete\",\"verb\":\"y\"}".getBytes(StandardCharsets.UTF_8)))
                .hasSize(1);
    }

    @Test
    void aliasesCannotBlowUpExceptions() {
        StringBuilder file = new StringBuilder(Falco.rule("ka.verb=x")).append("  exceptions:\n");
        String row = String.join(", ", Collections.nCopies(2_000, "aaaaaaaaaaaaaaaaaaaa"));
        file.append("  - {name: e, fields: [ka.verb, ka.uri], comps: [in, in], values: [[&a [")
                .append(row)
                .append("], *a]");
        file.append(", [*a, *a]".repeat(20)).append("]}\n");
        RuleSet set = Falco.read(file.toString(), Set.of());
        assertThat(set.rules().size() + set.problems().size()).isEqualTo(1);
        String recursive = Falco.rule("ka.verb=x") + "  exceptions: &e [{name: e, fields: *e, values: *e}]\n";
        assertThat(Falco.read(recursive, Set.of()).hasErrors()).isTrue();
    }

    /** Changed files give rules or problems, and what they give can run and speak. */
    @Test
    void mutatedFilesNeverThrow() throws IOException {
        String seed =
                "- list: l\n  items: [get, list]\n- macro: m\n  condition: (ka.verb in (l) or ka.uri glob \"/a*\")\n"
                        + Falco.rule(
                                "m and not ka.user.groups intersects (a, \"b c\") and jevt.value[/stage]=ResponseComplete"
                                        + " and len(ka.uri) >= 0x3 and tolower(ka.verb) startswith anyof (g, l)",
                                "u=%ka.user.name %20ka.verb %jevt.value[/a/b] %len(ka.user.groups)")
                        + "  exceptions:\n  - name: e\n    fields: [ka.user.name, ka.verb]\n    comps: [=, in]\n"
                        + "    values:\n    - [eve, [get, x]]\n"
                        + "- rule: R\n  append: true\n  condition: or ka.verb regex \"a|[b-d]+\"\n";
        assertThat(Falco.read(seed, Set.of()).rules()).hasSize(1);
        String alphabet = "()[]{}\"'\\,=:-%!<>*?&|#\n\t azR09_.\u00e9\0";
        Random random = new Random(20260101);
        int rules = 0;
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder(seed);
            for (int edit = random.nextInt(3); edit >= 0; edit--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    case 2 -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    default ->
                        text.insert(
                                at,
                                seed.substring(at % seed.length(), Math.min(seed.length(), at % seed.length() + 20)));
                }
            }
            RuleSet set = Falco.read(text.toString(), round % 2 == 0 ? Set.of() : Falco.AS_FALCO);
            assertThat(set.rules().isEmpty() && set.problems().isEmpty() && text.indexOf("rule") >= 0)
                    .isFalse();
            rules += set.rules().size();
            for (var rule : RuleMatcher.audit(set).match(FieldsTest.EVENT.getBytes(StandardCharsets.UTF_8))) {
                rule.message().render(AuditView.decode(FieldsTest.EVENT.getBytes(StandardCharsets.UTF_8), 0));
            }
        }
        assertThat(rules).isGreaterThan(100);
    }
}
