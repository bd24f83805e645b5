// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.alertmanager;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Delivered;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.http.HttpTarget;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All servers of a cluster. Each gets every alert: they share what they notified of, not what they were told.
 *
 * @see <a href="https://prometheus.io/docs/alerting/latest/high_availability/">high availability</a>
 */
final class Cluster implements AutoCloseable {

    private final List<Peer> peers;
    private final int quorum;

    Cluster(List<HttpTarget> targets, int quorum, InstantSource clock) {
        peers = targets.stream().map(target -> new Peer(target, clock)).toList();
        this.quorum = quorum;
    }

    /** Posts alerts to every server and answers for each: delivered when enough of them took it. */
    List<DeliveryResult> post(List<ObjectNode> alerts) {
        if (alerts.isEmpty()) {
            return List.of();
        }
        List<List<DeliveryResult>> answers =
                peers.stream().map(peer -> peer.post(alerts)).toList();
        List<DeliveryResult> results = new ArrayList<>(alerts.size());
        for (int i = 0; i < alerts.size(); i++) {
            int alert = i;
            results.add(
                    together(answers.stream().map(answer -> answer.get(alert)).toList()));
        }
        return results;
    }

    private DeliveryResult together(List<DeliveryResult> answers) {
        if (answers.stream().filter(Delivered.class::isInstance).count() >= quorum) {
            return DeliveryResult.delivered();
        }
        return worst(answers);
    }

    /** To wait when anything has to, since that may yet be taken; else to give up. */
    static DeliveryResult worst(List<DeliveryResult> answers) {
        Optional<DeliveryResult> waits =
                answers.stream().filter(Retry.class::isInstance).findFirst();
        return waits.or(() ->
                        answers.stream().filter(Rejected.class::isInstance).findFirst())
                .orElseGet(DeliveryResult::delivered);
    }

    /** What keeps too many servers from taking alerts; empty when enough would. */
    Optional<String> probe() {
        List<String> problems =
                peers.stream().map(Peer::probe).flatMap(Optional::stream).toList();
        return peers.size() - problems.size() >= quorum ? Optional.empty() : Optional.of(problems.get(0));
    }

    @Override
    public void close() {
        peers.forEach(Peer::close);
    }
}
