// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.topic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * What a source did. At any time {@code read = published + dead_lettered + passed_over + given_back + what is under way},
 * all counted in what messages hold.
 */
final class TopicMetrics {

    private final Counter read;
    private final Counter published;
    private final Counter deadLettered;
    private final Counter passedOver;
    private final Counter givenBack;
    private final Counter retries;

    TopicMetrics(MeterRegistry registry, String source) {
        Tags tags = Tags.of("source", source);
        read = registry.counter("anchorwatch_topic_items_read", tags);
        published = registry.counter("anchorwatch_topic_items_published", tags);
        deadLettered = registry.counter("anchorwatch_topic_items_dead_lettered", tags);
        passedOver = registry.counter("anchorwatch_topic_items_passed_over", tags);
        givenBack = registry.counter("anchorwatch_topic_items_given_back", tags);
        retries = registry.counter("anchorwatch_topic_retries", tags);
    }

    void read(Batch batch) {
        read.increment(batch.size());
    }

    void done(Batch batch) {
        published.increment(batch.events());
        deadLettered.increment(batch.records().size() - batch.events());
        passedOver.increment(batch.others());
    }

    /** A batch that was not stored; its messages are read again. */
    void givenBack(Batch batch) {
        givenBack.increment(batch.size());
        retries.increment();
    }
}
