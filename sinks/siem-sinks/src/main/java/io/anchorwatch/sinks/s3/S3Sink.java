// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.s3;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.Positioned;
import io.anchorwatch.sinks.PositionedSink;
import io.anchorwatch.sinks.SinkTraits;
import io.anchorwatch.sinks.SinkTraits.Idempotency;
import io.anchorwatch.streamjobs.alert.Alert;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes alerts as compressed NDJSON, an object for a run of offsets of one partition.
 *
 * <p>An object's name is made of its first offset, and it is only created where there is none. So a process that was killed
 * between writing and committing finds its object again, reads from it how far it had come, and goes on behind that.
 */
public final class S3Sink implements PositionedSink {

    private static final int MOST_ALERTS = 10_000;

    private final S3Config config;
    private final S3Objects objects;

    /**
     * A sink for good settings.
     *
     * @throws IllegalArgumentException when the settings have problems
     */
    public S3Sink(S3Config config, InstantSource clock) {
        ConfigChecks.rejectBad(config);
        this.config = config;
        objects = new S3Objects(config, clock);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public SinkTraits traits() {
        return SinkTraits.DEFAULT
                .batches(MOST_ALERTS)
                .lingering(config.linger())
                .inOrder()
                .idempotent(Idempotency.CONDITIONAL);
    }

    /** Without places on a topic, the name of an object is made of what it holds. */
    @Override
    public List<DeliveryResult> deliver(List<Alert> batch) {
        if (batch.isEmpty()) {
            return List.of();
        }
        List<Positioned> items = batch.stream()
                .map(alert -> new Positioned(alert, "alerts", 0, 0, false))
                .toList();
        return DeliveryResult.all(
                batch,
                new ObjectRun(config, objects)
                        .byContent(items)
                        .<DeliveryResult>map(retry -> retry)
                        .orElse(DeliveryResult.delivered()));
    }

    @Override
    public List<DeliveryResult> deliverPositioned(List<Positioned> batch) {
        Map<String, List<Integer>> runs = new LinkedHashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            String partition = batch.get(i).partition() + "/" + batch.get(i).topic();
            runs.computeIfAbsent(partition, p -> new ArrayList<>()).add(i);
        }
        DeliveryResult[] results = new DeliveryResult[batch.size()];
        Optional<DeliveryResult> stop = Optional.empty();
        for (List<Integer> places : runs.values()) {
            List<Positioned> items = places.stream().map(batch::get).toList();
            List<DeliveryResult> answers = stop.isPresent()
                    ? DeliveryResult.all(items, stop.get())
                    : new ObjectRun(config, objects).deliver(items);
            for (int i = 0; i < answers.size(); i++) {
                results[places.get(i)] = answers.get(i);
            }
            if (stop.isEmpty() && answers.get(answers.size() - 1) instanceof DeliveryResult.Retry retry) {
                stop = Optional.of(retry);
            }
        }
        return List.of(results);
    }

    @Override
    public void close() {
        objects.close();
    }
}
