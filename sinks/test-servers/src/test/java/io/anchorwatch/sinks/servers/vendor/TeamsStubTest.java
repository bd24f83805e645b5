// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.servers.stub.StubSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TeamsStubTest {

    private static final String PATH = "/workflows/w/triggers/manual/paths/invoke?sig=secret";
    private static final String GOOD = """
            {"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{\
            "type":"AdaptiveCard","version":"1.4","body":[{"type":"TextBlock","id":"alert:a","text":"hi"}]}}]}""";

    private final TeamsStub stub = TeamsStub.start(StubSetup.plain(), "secret");
    private final Sender sender = new Sender(stub, "Content-Type", "application/json");

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void takes_a_card() throws Exception {
        assertThat(sender.status(PATH, GOOD)).isEqualTo(202);
        assertThat(stub.ids()).containsExactly("a");
        assertThat(stub.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"AdaptiveCard, MessageCard", "1.4, 2.0", "TextBlock, Text", "\"hi\", \"\"", "message, card"})
    void refuses_what_is_no_card(String part, String bad) throws Exception {
        assertThat(sender.status(PATH, GOOD.replace(part, bad))).isEqualTo(400);
        assertThat(stub.violations()).hasSize(1);
    }

    @Test
    void refuses_more_than_28_kilobytes_and_a_wrong_signature() throws Exception {
        assertThat(sender.status(PATH, GOOD.replace("hi", "x".repeat(28 * 1024))))
                .isEqualTo(413);
        assertThat(sender.status(PATH + "x", GOOD)).isEqualTo(401);
        assertThat(stub.ids()).isEmpty();
    }
}
