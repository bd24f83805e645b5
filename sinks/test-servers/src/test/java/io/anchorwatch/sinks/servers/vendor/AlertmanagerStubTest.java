// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.servers.stub.StubSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AlertmanagerStubTest {

    private static final String PATH = "/api/v2/alerts";
    private static final String GOOD = "{\"labels\":{\"alertname\":\"r\"},\"annotations\":{\"alert_id\":\"a\"}}";

    private final AlertmanagerStub stub = AlertmanagerStub.start(StubSetup.plain(), "");
    private final Sender sender = new Sender(stub, "Content-Type", "application/json");

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void keeps_valid_alerts_though_another_is_not() throws Exception {
        String bad = GOOD.replace("alertname", "k8s.ns");
        assertThat(sender.status(PATH, "[" + bad + "," + GOOD + "]")).isEqualTo(400);
        assertThat(stub.ids()).containsExactly("a");
        assertThat(stub.violations()).hasSize(1);
        assertThat(sender.status(PATH, "[" + GOOD + "]")).isEqualTo(200);
    }

    @Test
    void refuses_no_labels_and_times_the_wrong_way_round() throws Exception {
        assertThat(sender.status(PATH, "[" + GOOD.replace("\"r\"", "\"\"") + "]"))
                .isEqualTo(400);
        String times = "\"startsAt\":\"2026-01-02T00:00:00Z\",\"endsAt\":\"2026-01-01T00:00:00Z\",\"labels\"";
        assertThat(sender.status(PATH, "[" + GOOD.replace("\"labels\"", times) + "]"))
                .isEqualTo(400);
        assertThat(sender.status(PATH, GOOD)).isEqualTo(400);
        stub.faults().credentials("token");
        assertThat(sender.status(PATH, "[" + GOOD + "]")).isEqualTo(401);
        assertThat(stub.ids()).isEmpty();
    }
}
