// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

final class AlertmanagerServerTest {

    @Test
    void keeps_one_alert_a_label_set_and_refuses_bad_label_names() throws Exception {
        assumeTrue(AlertmanagerServer.available(), "prometheus-alertmanager is not installed");
        try (AlertmanagerServer server = AlertmanagerServer.find().orElseThrow()) {
            URI alerts = server.url().resolve("/api/v2/alerts");
            String good = "[{\"labels\":{\"alertname\":\"a\"},\"annotations\":{\"id\":\"1\"}}]";
            assertThat(post(alerts, good).statusCode()).isEqualTo(200);
            assertThat(post(alerts, good).statusCode()).isEqualTo(200);
            assertThat(post(alerts, "[{\"labels\":{\"k8s.ns\":\"a\"}}]").statusCode())
                    .isEqualTo(400);
            HttpResponse<String> stored = Http.send("GET", alerts, "application/json", "");
            assertThat(stored.body().split("\"fingerprint\"")).hasSize(2);
        }
    }

    private static HttpResponse<String> post(URI url, String body) throws Exception {
        return Http.send("POST", url, "application/json", body);
    }
}
