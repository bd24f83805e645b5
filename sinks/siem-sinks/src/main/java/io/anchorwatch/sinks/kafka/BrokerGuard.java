// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.kafka;

import io.anchorwatch.sinks.http.AddressPolicy;
import io.anchorwatch.sinks.http.Resolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which brokers of another cluster may be talked to: those whose addresses are all allowed, as for any sink.
 *
 * <p>The client resolves names and connects by itself. So names are looked at before each batch, those of the configuration
 * before the client gets them, and those that brokers tell of themselves before records go there; a name that leads elsewhere
 * a moment later is not found out.
 */
final class BrokerGuard {

    private final AddressPolicy policy;
    private final Resolver resolver;

    BrokerGuard(KafkaConfig config, Resolver resolver) {
        policy = new AddressPolicy(config.allowedHosts(), config.allowedCidrs());
        this.resolver = resolver;
    }

    /** The hosts of {@code host:port,host:port}. */
    static List<String> hosts(String bootstrap) {
        return Arrays.stream(bootstrap.split(",", -1))
                .map(broker -> broker.strip().replaceFirst(":[0-9]*$", ""))
                .toList();
    }

    /** Why one of the hosts may not be connected to; empty when all may. */
    Optional<String> refusal(List<String> hosts) {
        return hosts.stream().map(this::refusal).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> refusal(String host) {
        try {
            for (InetAddress address : resolver.resolve(host)) {
                Optional<String> refused = policy.refusal(host, address);
                if (refused.isPresent()) {
                    return refused;
                }
            }
            return Optional.empty();
        } catch (UnknownHostException e) {
            // Then the client finds no address either.
            return Optional.empty();
        }
    }
}
