// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.Positioned;
import io.anchorwatch.sinks.PositionedSink;
import io.anchorwatch.sinks.SinkTraits;
import io.anchorwatch.sinks.http.GuardedConnections;
import io.anchorwatch.sinks.siem.Shrinking;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends alerts to a syslog receiver.
 *
 * <p>Delivered means, with RELP, that the receiver acknowledged the message; with TCP and TLS, that the receiver read it from
 * the connection; with a connection that is kept, only that the receiver had not ended it a while later. A message that may
 * be a repeat says so: {@code redelivery="1"}.
 */
public final class SyslogSink implements PositionedSink {

    private final SyslogConfig config;
    private final Carrier carrier;
    private volatile boolean closed;

    /**
     * A sink for good settings.
     *
     * @throws IllegalArgumentException when the settings have problems
     */
    public SyslogSink(SyslogConfig config) {
        ConfigChecks.rejectBad(config);
        this.config = config;
        carrier = config.transport().acknowledged() ? new RelpCarrier(config) : new TcpCarrier(config);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public SinkTraits traits() {
        return SinkTraits.DEFAULT.batches(500).inOrder();
    }

    @Override
    public List<DeliveryResult> deliver(List<Alert> batch) {
        return deliverPositioned(batch.stream()
                .map(alert -> new Positioned(alert, "", 0, 0, false))
                .toList());
    }

    @Override
    public synchronized List<DeliveryResult> deliverPositioned(List<Positioned> batch) {
        DeliveryResult[] results = new DeliveryResult[batch.size()];
        List<byte[]> messages = new ArrayList<>(batch.size());
        List<Integer> places = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Optional<byte[]> message = message(batch.get(i));
            if (message.isPresent()) {
                messages.add(message.get());
                places.add(i);
            } else {
                results[i] =
                        new Rejected("larger than the " + config.mostBytes() + " bytes of maxMessageSize, even cut");
            }
        }
        List<DeliveryResult> answers = send(messages);
        for (int i = 0; i < answers.size(); i++) {
            results[places.get(i)] = answers.get(i);
        }
        return List.of(results);
    }

    /** The message, with as few fields cut as will do; empty when it stays too large. */
    private Optional<byte[]> message(Positioned item) {
        for (int step = 0; step <= Shrinking.STEPS; step++) {
            Alert alert = Shrinking.step(item.alert(), step);
            byte[] message = SyslogMessage.encode(
                    alert, config.facility(), config.format().encode(alert), item.again(), step > 0);
            if (message.length <= config.mostBytes()) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    private List<DeliveryResult> send(List<byte[]> messages) {
        if (messages.isEmpty()) {
            return List.of();
        }
        if (closed) {
            return DeliveryResult.all(messages, DeliveryResult.retry("the sink is closed"));
        }
        List<DeliveryResult> results = new ArrayList<>(messages.size());
        try {
            carrier.send(messages, results);
        } catch (IOException e) {
            List<byte[]> rest = messages.subList(results.size(), messages.size());
            results.addAll(DeliveryResult.all(rest, DeliveryResult.retry(explain(e))));
        }
        return results;
    }

    private String explain(IOException e) {
        return e instanceof RelpException || e instanceof ReceiverEndedException
                ? config.origin() + ": " + e.getMessage()
                : GuardedConnections.explain(config.origin(), e);
    }

    @Override
    public synchronized Optional<String> probe() {
        if (closed) {
            return Optional.of("the sink is closed");
        }
        try {
            carrier.greet();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(explain(e));
        }
    }

    /** Not synchronized: it ends a delivery under way. */
    @Override
    public void close() {
        closed = true;
        carrier.close();
    }
}
