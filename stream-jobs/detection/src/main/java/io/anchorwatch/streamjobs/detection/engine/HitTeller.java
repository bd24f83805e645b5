// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSet;
import io.anchorwatch.streamjobs.detection.correlation.Hit;
import io.anchorwatch.streamjobs.detection.correlation.HitValues;
import io.anchorwatch.streamjobs.detection.correlation.Story;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import io.anchorwatch.streamjobs.detection.value.Missing;
import io.anchorwatch.streamjobs.detection.value.Values;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells correlations what an event means to them: one hit a correlation and group, whatever rules it met. */
final class HitTeller {

    private static final int MAX_VALUES = 1_000;

    private final Schema schema = new AuditSchema();
    private final CorrelationSet correlations;
    private final Map<String, FieldReader> readers = new HashMap<>();

    /** The event that rules fired on. */
    record Origin(String cluster, String eventId, String request, Instant time) {}

    HitTeller(CorrelationSet correlations) {
        this.correlations = correlations;
    }

    /** Prepares the fields that correlations on a rule look at. */
    void prepare(String rule) {
        for (CorrelationSet.Listener listener : correlations.listeners(rule, Long.MAX_VALUE)) {
            CorrelationRule correlation = listener.correlation();
            correlation.groupBy().forEach(field -> field.fieldsFor(rule).forEach(this::prepareField));
            correlation.condition().fields().forEach(this::prepareField);
        }
    }

    private void prepareField(String field) {
        readers.computeIfAbsent(field, schema::reader);
    }

    List<Hit> tell(Origin origin, List<Program.Hit> fired, AuditView event) {
        if (fired.isEmpty() || correlations.levels() == 0) {
            return List.of();
        }
        Map<List<String>, Hit> hits = new LinkedHashMap<>();
        @Nullable Story story = null;
        for (Program.Hit hit : fired) {
            String rule = hit.rule().id();
            for (CorrelationSet.Listener listener : correlations.listeners(rule, Long.MAX_VALUE)) {
                CorrelationRule correlation = listener.correlation();
                List<String> key = new ArrayList<>(List.of(correlation.id()));
                if (!group(correlation, rule, event, key)) {
                    continue;
                }
                story = story == null ? bounded(AlertTeller.story(event)) : story;
                Hit told = hit(origin, listener, key, story, event);
                hits.merge(key, told, HitTeller::both);
            }
        }
        return List.copyOf(hits.values());
    }

    /** Adds the values that the event is grouped by; false when one is not there: such an event is in no group. */
    private boolean group(CorrelationRule correlation, String rule, AuditView event, List<String> into) {
        for (CorrelationRule.GroupField field : correlation.groupBy()) {
            @Nullable String value = null;
            for (String name : field.fieldsFor(rule)) {
                value = value == null ? text(read(name, event)) : value;
            }
            if (value == null) {
                return false;
            }
            into.add(HitValues.bounded(value));
        }
        return true;
    }

    private Hit hit(Origin origin, CorrelationSet.Listener listener, List<String> key, Story story, AuditView event) {
        CorrelationRule correlation = listener.correlation();
        return new Hit(
                correlation.id(),
                correlation.ref().logicHash(),
                origin.cluster(),
                key.subList(1, key.size()),
                ChronoUnit.MICROS.between(Instant.EPOCH, origin.time()),
                origin.request(),
                1L << listener.bit(),
                values(correlation.condition().fields(), event),
                story,
                new Hit.Source(
                        origin.eventId(), bounded(event.text(Envelope.AUDIT_ID)), bounded(event.text(Envelope.STAGE))));
    }

    /** One field may hold several values, each of which counts; several fields are a tuple, if all are there. */
    private List<String> values(List<String> fields, AuditView event) {
        if (fields.size() == 1) {
            Object value = read(fields.get(0), event);
            List<?> elements = value instanceof List<?> list ? list : List.of(value);
            return elements.stream()
                    .limit(MAX_VALUES)
                    .map(HitTeller::text)
                    .flatMap(Stream::ofNullable)
                    .map(HitValues::bounded)
                    .distinct()
                    .toList();
        }
        List<String> tuple = new ArrayList<>();
        for (String field : fields) {
            @Nullable String text = text(read(field, event));
            if (text == null) {
                return List.of();
            }
            tuple.add(HitValues.bounded(text));
        }
        return HitValues.tuple(tuple);
    }

    private Object read(String field, AuditView event) {
        @Nullable FieldReader reader = readers.get(field);
        return reader == null ? Missing.ABSENT : reader.read(event);
    }

    private static @Nullable String text(Object value) {
        if (value instanceof Missing) {
            return null;
        }
        if (value instanceof List<?> elements) {
            return elements.isEmpty()
                    ? null
                    : elements.stream()
                            .limit(MAX_VALUES)
                            .map(String::valueOf)
                            .toList()
                            .toString();
        }
        @Nullable String text = Values.text(value);
        return text == null ? value.toString() : text;
    }

    private static Hit both(Hit one, Hit other) {
        return new Hit(
                one.correlation(),
                one.logic(),
                one.cluster(),
                one.group(),
                one.timeMicros(),
                one.uid(),
                one.rules() | other.rules(),
                one.values(),
                one.story(),
                one.source());
    }

    private static Story bounded(Story story) {
        Alert.Client client = story.client();
        Alert.Actor actor = story.actor();
        Alert.Target target = story.target();
        return new Story(
                new Alert.Actor(
                        bounded(actor.name()), actor.kind(), bounded(actor.groups()), bounded(actor.impersonating())),
                new Alert.Client(bounded(client.address()), bounded(client.claimed()), bounded(client.userAgent())),
                bounded(story.verb()),
                new Alert.Target(
                        bounded(target.apiGroup()),
                        bounded(target.resource()),
                        bounded(target.subresource()),
                        bounded(target.namespace()),
                        bounded(target.name()),
                        bounded(target.uri())),
                new Alert.Outcome(
                        story.outcome().result(),
                        story.outcome().code(),
                        bounded(story.outcome().reason())));
    }

    private static String bounded(String text) {
        return HitValues.bounded(text);
    }

    private static List<String> bounded(List<String> texts) {
        return texts.stream().limit(32).map(HitValues::bounded).toList();
    }
}
