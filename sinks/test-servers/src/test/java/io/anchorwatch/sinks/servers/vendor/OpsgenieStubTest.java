// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.servers.stub.StubSetup;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpsgenieStubTest {

    private static final String PATH = "/v2/alerts";
    private static final String GOOD = """
            {"message":"m","alias":"f g","priority":"P1","tags":["t"],"details":{"alert_id":"a"}}""";

    private final OpsgenieStub stub = OpsgenieStub.start(StubSetup.plain(), "key");
    private final Sender sender = new Sender(stub, "Content-Type", "application/json", "Authorization", "GenieKey key");

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void opens_one_alert_an_alias_and_closes_it() throws Exception {
        HttpResponse<String> answer = sender.post(PATH, GOOD);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("requestId");
        assertThat(sender.status(PATH, GOOD)).isEqualTo(202);
        assertThat(stub.alerts()).containsOnlyKeys("f g");
        assertThat(sender.status(PATH + "/f%20g/close?identifierType=alias", "{}"))
                .isEqualTo(202);
        assertThat(stub.alerts()).containsEntry("f g", "closed");
        assertThat(stub.ids()).containsExactly("a", "a");
        assertThat(stub.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"\"m\", 130, 131", "\"f g\", 512, 513", "\"t\", 50, 51"})
    void bounds_lengths(String part, int most, int tooMany) throws Exception {
        assertThat(sender.status(PATH, GOOD.replace(part, "\"" + "x".repeat(most) + "\"")))
                .isEqualTo(202);
        assertThat(sender.status(PATH, GOOD.replace(part, "\"" + "x".repeat(tooMany) + "\"")))
                .isEqualTo(422);
    }

    @Test
    void refuses_other_priorities_keys_and_details_that_are_no_text() throws Exception {
        assertThat(sender.status(PATH, GOOD.replace("P1", "P0"))).isEqualTo(422);
        assertThat(sender.status(PATH, GOOD.replace("\"a\"", "1"))).isEqualTo(422);
        assertThat(sender.status(PATH + "/f/close", "{}")).isEqualTo(422);
        stub.faults().credentials("rotated");
        assertThat(sender.status(PATH, GOOD)).isEqualTo(401);
        assertThat(stub.ids()).isEmpty();
    }
}
