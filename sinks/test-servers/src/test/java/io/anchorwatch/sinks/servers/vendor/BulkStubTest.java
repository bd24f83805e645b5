// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.servers.stub.StubSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BulkStubTest {

    private static final String PATH = "/_bulk";
    private static final String ITEM = "{\"create\":{\"_index\":\"i\",\"_id\":\"%s\"}}\n{\"x\":1}\n";

    private final BulkStub stub = BulkStub.start(StubSetup.plain(), "");
    private final Sender sender = new Sender(stub, "Content-Type", "application/x-ndjson");

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void answers_for_each_item() throws Exception {
        stub.faults().rejectIdsStartingWith("bad");
        assertThat(sender.post(PATH, ITEM.formatted("a")).body()).contains("\"errors\":false", "\"status\":201");
        assertThat(sender.post(PATH, ITEM.formatted("a") + ITEM.formatted("bad-1") + ITEM.formatted("b"))
                        .body())
                .contains("\"errors\":true", "\"status\":409", "\"status\":400", "\"status\":201");
        assertThat(stub.ids()).containsExactly("a", "b");
    }

    @Test
    void refuses_items_as_told_and_takes_them_afterwards() throws Exception {
        stub.itemsAnswer(429);
        assertThat(sender.post(PATH, ITEM.formatted("a")).body()).contains("\"status\":429");
        assertThat(stub.ids()).isEmpty();
        stub.itemsAnswer(0);
        assertThat(sender.post("/i/_bulk", ITEM.formatted("a")).body()).contains("\"status\":201");
    }

    @Test
    void refuses_what_is_no_bulk_of_creates() throws Exception {
        assertThat(sender.status(PATH, ITEM.formatted("a").strip())).isEqualTo(400);
        assertThat(sender.status(PATH, ITEM.formatted(""))).isEqualTo(400);
        assertThat(sender.status(PATH, ITEM.formatted("a").replace("create", "index")))
                .isEqualTo(400);
        assertThat(new Sender(stub, "Content-Type", "text/plain").status(PATH, ITEM.formatted("a")))
                .isEqualTo(406);
        assertThat(stub.violations()).hasSize(4);
    }
}
