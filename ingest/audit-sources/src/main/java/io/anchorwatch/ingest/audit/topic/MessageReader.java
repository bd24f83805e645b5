// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.topic;

import io.anchorwatch.ingest.audit.topic.MessageSource.Message;
import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.provider.Provider;
import io.anchorwatch.ingest.provider.ProviderLog;
import io.anchorwatch.ingest.provider.ProviderLog.Content;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Makes records of messages. */
final class MessageReader {

    private final ProviderLog log;
    private final InstantSource clock;

    MessageReader(TopicSourceConfig config, EventLimits limits, InstantSource clock) {
        // OpenShift's forwarder sends events as they are, which is what a topic without a format holds.
        this.log = new ProviderLog(
                config.format().orElse(Provider.OPENSHIFT),
                config.cluster().orElse(config.name()),
                config.cluster().isPresent(),
                limits);
        this.clock = clock;
    }

    Batch read(List<Message> messages) {
        List<EventRecord> records = new ArrayList<>();
        int events = 0;
        int others = 0;
        Instant now = clock.instant();
        for (Message message : messages) {
            int item = 0;
            for (Content content : log.read(message.value())) {
                String origin = message.origin() + "#" + item++;
                if (content instanceof Content.Event event) {
                    records.add(EventRecord.of(event.decoded(), now));
                    events++;
                } else if (content instanceof Content.Bad bad) {
                    records.add(EventRecord.deadLetter(bad.cluster(), origin, bad.malformed(), now));
                } else {
                    others++;
                }
            }
        }
        return new Batch(records, events, others);
    }
}
