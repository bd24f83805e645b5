// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule's output says of an event. */
final class OutputTest {

    private static final String EVENT = """
            {"auditID":"1","verb":"create","user":{"username":"eve","groups":["a","b","c"]},
             "requestURI":"/x?command=sh","requestObject":{"rules":[{"verbs":["*"]}]}}
            """;

    private static String render(String output, String event) throws IOException {
        return Falco.only(Falco.rule("ka.verb=create", output))
                .message()
                .render(AuditView.decode(event.getBytes(StandardCharsets.UTF_8), 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain | plain",
                "u=%ka.user.name. | u=eve.",
                "(u=%ka.user.name) | (u=eve)",
                "%ka.user.name%ka.verb | evecreate",
                "%ka.target.name/%ka.verb | <NA>/create",
                "%ka.user.groups | (a,b,c)",
                "%ka.uri.param[command] | sh",
                "%ka.verb[0] | create[0]",
                "[%10ka.verb] | [create    ]",
                "[%3ka.verb] | [cre]",
                "%toupper(ka.verb) | CREATE",
                "%len(ka.user.groups)x | 3x",
                "%ka.req.role.rules | ({\"verbs\":[\"*\"]})",
                "%jevt.value[/requestObject/rules/0/verbs/0] | *",
                "%ka.user.name.more | eve.more",
                "%ka.verbosity | createosity",
            })
    void fieldsAreFilledIn(String output, String expected) throws IOException {
        assertThat(render(output, EVENT)).isEqualTo(expected);
    }

    @Test
    void aListIsCutAtItsBytesAndTheWholeAtItsCharacters() throws IOException {
        String many = String.join(",", Collections.nCopies(2_000, "\"\u00e9\u00e9\u00e9\""));
        String event = "{\"auditID\":\"1\",\"user\":{\"groups\":[" + many + "]}}";
        String shown = render("%ka.user.groups", event);
        assertThat(shown.getBytes(StandardCharsets.UTF_8).length).isBetween(1_020, 1_023);

        String huge = "{\"auditID\":\"1\",\"verb\":\"" + "x".repeat(100_000) + "\"}";
        assertThat(render("%ka.verb%ka.verb", huge)).hasSize(Output.MAX_CHARS);
    }
}
