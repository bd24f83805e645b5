// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import io.anchorwatch.sinks.servers.stub.Stub;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Posts to one stub, with fixed headers. */
final class Sender {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Stub stub;
    private final String[] headers;

    Sender(Stub stub, String... headers) {
        this.stub = stub;
        this.headers = headers;
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(stub.url().resolve(path)).POST(BodyPublishers.ofString(body));
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    /** The status of the answer. */
    int status(String path, String body) throws Exception {
        return post(path, body).statusCode();
    }
}
