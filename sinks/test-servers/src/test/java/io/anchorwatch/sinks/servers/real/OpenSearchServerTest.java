// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class OpenSearchServerTest {

    private static OpenSearchServer server;

    @BeforeAll
    static void start() {
        server = OpenSearchServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void creates_once_and_tells_the_second_time_that_it_is_there() throws Exception {
        String bulk = "{\"create\":{\"_index\":\"alerts\",\"_id\":\"a\"}}\n{\"rule\":\"r\"}\n";
        assertThat(bulk(bulk).body()).contains("\"status\":201");
        assertThat(bulk(bulk).body()).contains("\"status\":409", "version_conflict_engine_exception");
    }

    @Test
    void refuses_what_a_strict_mapping_does_not_know() throws Exception {
        json(
                "PUT",
                "/strict",
                "{\"mappings\":{\"dynamic\":\"strict\",\"properties\":{\"rule\":{\"type\":\"keyword\"}}}}");
        HttpResponse<String> answer = bulk("{\"create\":{\"_index\":\"strict\",\"_id\":\"a\"}}\n{\"other\":1}\n");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"status\":400", "strict_dynamic_mapping_exception");
    }

    @Test
    void takes_nothing_while_an_index_is_blocked() throws Exception {
        json("PUT", "/full", "{}");
        json("PUT", "/full/_settings", "{\"index.blocks.read_only_allow_delete\":true}");
        HttpResponse<String> answer = bulk("{\"create\":{\"_index\":\"full\",\"_id\":\"a\"}}\n{\"rule\":\"r\"}\n");
        assertThat(answer.body()).contains("\"status\":429", "cluster_block_exception");
    }

    private static HttpResponse<String> bulk(String lines) throws Exception {
        return Http.send("POST", server.url().resolve("/_bulk"), "application/x-ndjson", lines);
    }

    private static void json(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = Http.send(method, server.url().resolve(path), "application/json", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
