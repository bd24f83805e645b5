// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.demo;

import io.anchorwatch.deploy.cli.CliException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The service's audit webhook, as an API server sees it. */
final class Receiver {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI uri;
    private final String token;

    Receiver(DemoConfig demo, int port) {
        this.uri = URI.create("http://127.0.0.1:" + port + "/v1/audit/" + DemoConfig.CLUSTER + "?timeout=30s");
        this.token = demo.token();
    }

    /** Sends an EventList. */
    void send(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER_WITHIN)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw CliException.environment(
                    "the receiver answered " + answer.statusCode() + ": " + answer.body(), "read the log above");
        }
    }
}
