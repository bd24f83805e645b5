// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.elasticsearch;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static io.anchorwatch.sinks.TestAlerts.alerts;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.servers.real.ElasticsearchServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against a real Elasticsearch 7.10, whose free edition has no data streams: a plain index. */
class OldElasticsearchTest {

    @Test
    void an_index_takes_alerts_once_and_refuses_what_it_cannot_map() throws IOException {
        try (ElasticsearchServer server = ElasticsearchServer.start();
                ElasticUnderTest tested = ElasticUnderTest.open(server.url(), false)) {
            assertThat(tested.sink().deliver(alerts("a", 3, 3))).containsOnly(DeliveryResult.delivered());
            assertThat(tested.sink().deliver(alerts("a", 4, 4))).containsOnly(DeliveryResult.delivered());
            tested.rejectBad();
            List<DeliveryResult> mixed = tested.sink().deliver(List.of(alert("b"), alert("bad"), alert("c")));
            assertThat(mixed.get(1)).isInstanceOf(Rejected.class);
            assertThat(tested.ids()).containsExactly("a-0", "a-1", "a-2", "a-3", "b", "c");
        }
    }
}
