// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.http.Resolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrokerGuardTest {

    private static final Map<String, String> NAMES =
            Map.of("public.soc", "93.184.216.34", "private.soc", "10.1.2.3", "metadata.soc", "169.254.169.254");

    private static final Resolver RESOLVER = host -> {
        if (!NAMES.containsKey(host)) {
            throw new UnknownHostException(host);
        }
        return List.of(InetAddress.getByName(NAMES.getOrDefault(host, "")));
    };

    @Test
    void brokers_at_public_addresses_are_allowed() {
        assertThat(guard(List.of(), List.of()).refusal(List.of("public.soc"))).isEmpty();
    }

    @Test
    void brokers_at_private_addresses_have_to_be_named() {
        List<String> brokers = List.of("public.soc", "private.soc");
        assertThat(guard(List.of(), List.of()).refusal(brokers))
                .hasValueSatisfying(why -> assertThat(why).contains("10.1.2.3", "allowedHosts or allowedCidrs"));
        assertThat(guard(List.of("private.soc"), List.of()).refusal(brokers)).isEmpty();
        assertThat(guard(List.of(), List.of("10.0.0.0/8")).refusal(brokers)).isEmpty();
    }

    @Test
    void a_metadata_service_is_no_broker() {
        assertThat(guard(List.of("metadata.soc"), List.of("169.254.0.0/16")).refusal(List.of("metadata.soc")))
                .isPresent();
    }

    @Test
    void a_name_that_nobody_knows_is_left_to_the_client() {
        assertThat(guard(List.of(), List.of()).refusal(List.of("absent.soc"))).isEmpty();
    }

    @Test
    void hosts_are_taken_out_of_a_list_of_brokers() {
        assertThat(BrokerGuard.hosts("a.soc:9092, b.soc:9093,[::1]:9094")).containsExactly("a.soc", "b.soc", "[::1]");
    }

    private static BrokerGuard guard(List<String> hosts, List<String> cidrs) {
        KafkaConfig config = new KafkaConfig(
                "kafka",
                Optional.of("public.soc:9092"),
                "t",
                AlertFormats.JSON,
                Map.of(),
                Map.of(),
                hosts,
                cidrs,
                Duration.ofSeconds(2));
        return new BrokerGuard(config, RESOLVER);
    }
}
