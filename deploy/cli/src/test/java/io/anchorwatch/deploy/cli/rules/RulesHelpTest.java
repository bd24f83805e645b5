// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.cli.Ran;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The help of the verbs about rules: every option is there, with its default. */
final class RulesHelpTest {

    @ParameterizedTest
    @CsvSource({
        "rules lint,--audit-policy=FILE --fail-on=error|warning text|sarif|ndjson LINT.md",
        "rules test,--coverage --min-coverage=PERCENT --junit=FILE tests.yaml",
        "rules explain,--rule=ID --line=N --audit-id=ID --event-id=ID --top=N audit|json text|ndjson FILE",
        "rules list,table|ndjson correlations",
        "coverage,layer|table Navigator",
    })
    void helpNamesEveryOption(String verb, String texts) {
        List<Object> args = new ArrayList<>(List.of((Object[]) verb.split(" ")));
        args.add("--help");
        Ran ran = anchorwatch(args.toArray());
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains(texts.split(" ")).contains("--rules=PATH");
    }

    @Test
    void theVerbsAreListed() {
        assertThat(anchorwatch("--help").out()).contains("  coverage ", "  rules ");
        assertThat(anchorwatch("rules", "--help").out()).contains("  explain ", "  lint ", "  test ");
    }

    @Test
    void anUnknownFormIsAUsageProblem() {
        assertThat(anchorwatch("rules", "lint", "-o", "xml").exitCode()).isEqualTo(2);
        assertThat(anchorwatch("coverage", "-o", "svg").exitCode()).isEqualTo(2);
    }
}
