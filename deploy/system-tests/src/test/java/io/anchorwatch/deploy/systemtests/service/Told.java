// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.ObjectChangeCodec;
import io.anchorwatch.ingest.event.ObjectResult;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.event.WatchNoticeCodec;
import io.anchorwatch.ingest.object.fake.Store;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the topics of a service say of the objects that it watches. */
record Told(ServicePlace place) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectChangeCodec CODEC = new ObjectChangeCodec(EventLimits.DEFAULT);

    List<ObjectChange> changes() {
        List<ObjectChange> changes = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> each : Topic.read(place.bootstrap(), EventTopics.OBJECTS)) {
            if (Topic.header(each, EventTopics.CE_TYPE).equals(EventTopics.OBJECT_TYPE)) {
                changes.add(((ObjectResult.Decoded) CODEC.decode(ServicePlace.CLUSTER, each.value())).change());
            }
        }
        return changes;
    }

    /** The states of objects of a resource that were told, deletions included. */
    Set<String> states(String resource) {
        Set<String> states = new TreeSet<>();
        for (ObjectChange change : changes()) {
            if (change.object().groupResource().equals(resource)) {
                states.add(
                        Store.state(change.object().name(), change.uid(), Integer.parseInt(change.resourceVersion())));
            }
        }
        return states;
    }

    long count(ObjectChange.Type type, ObjectChange.Origin origin) {
        return changes().stream()
                .filter(change -> change.type() == type && change.origin() == origin)
                .count();
    }

    /** How often a notice about a resource was told. */
    long notices(WatchNotice.Kind kind, String resource) {
        return Topic.read(place.bootstrap(), EventTopics.OBJECTS).stream()
                .filter(each -> Topic.header(each, EventTopics.CE_TYPE).equals(EventTopics.WATCH_NOTICE_TYPE))
                .flatMap(each -> WatchNoticeCodec.decode(ServicePlace.CLUSTER, each.value()).stream())
                .filter(notice -> notice.kind() == kind && notice.resource().equals(resource))
                .count();
    }

    /** The alerts of a rule. */
    List<JsonNode> alerts(String rule) {
        return Topic.read(place.bootstrap(), AlertTopics.ALERTS).stream()
                .map(Told::json)
                .filter(alert -> alert.path("ruleId").asText().equals(rule))
                .toList();
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> alert) {
        try {
            return JSON.readTree(alert.value());
        } catch (IOException torn) {
            throw new UncheckedIOException(torn);
        }
    }
}
