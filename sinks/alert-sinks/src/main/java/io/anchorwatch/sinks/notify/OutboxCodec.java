// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.notify;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.anchorwatch.sinks.Notification.Held;
import io.anchorwatch.sinks.Notification.HeldRule;
import io.anchorwatch.sinks.notify.Pool.Kind;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertDecodeResult.Decoded;
import io.anchorwatch.streamjobs.alert.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The outbox's parts as JSON, version 1; what has another version is refused. */
final class OutboxCodec {

    private static final int VERSION = 1;
    private static final AlertCodec ALERTS = new AlertCodec();

    private final JsonMapper json = JsonMapper.builder().build();

    /** An entry: the alert's bytes and where they stood. */
    record KeptEntry(byte[] raw, String origin) {}

    /** A rule of a tally. */
    record KeptRule(String id, String title, String severity, long count) {}

    /** A tally. */
    record KeptHeld(long count, String from, String to, List<KeptRule> rules, String reason) {}

    /** A message. */
    record KeptMessage(
            int version,
            long sequence,
            String id,
            String key,
            String route,
            Map<String, String> group,
            List<KeptEntry> entries,
            KeptHeld held) {}

    /** A pool. */
    record KeptPool(
            int version,
            String kind,
            String route,
            Map<String, String> group,
            String reason,
            String due,
            String span,
            int sent,
            String told,
            List<KeptEntry> entries,
            KeptHeld held) {}

    byte[] encode(Message message) {
        return bytes(new KeptMessage(
                VERSION,
                message.sequence(),
                message.id(),
                message.key(),
                message.route(),
                message.group(),
                keep(message.entries()),
                keep(message.held())));
    }

    byte[] encode(Pool pool) {
        return bytes(new KeptPool(
                VERSION,
                pool.kind.name(),
                pool.route,
                pool.group,
                pool.reason,
                pool.due.toString(),
                pool.span.toString(),
                pool.sent,
                pool.told.name(),
                keep(pool.entries),
                keep(pool.tally.held(pool.reason))));
    }

    Message message(byte[] bytes) {
        KeptMessage kept = read(bytes, KeptMessage.class);
        check(kept.version());
        return new Message(
                kept.sequence(),
                kept.id(),
                kept.key(),
                kept.route(),
                kept.group(),
                kept.entries().stream().map(OutboxCodec::entry).toList(),
                held(kept.held()));
    }

    Pool pool(String id, byte[] bytes) {
        KeptPool kept = read(bytes, KeptPool.class);
        check(kept.version());
        Pool pool = new Pool(
                id,
                Kind.valueOf(kept.kind()),
                kept.route(),
                kept.group(),
                kept.reason(),
                Instant.parse(kept.due()),
                Duration.parse(kept.span()));
        pool.sent = kept.sent();
        pool.told = Severity.valueOf(kept.told());
        kept.entries().forEach(entry -> pool.keep(entry(entry)));
        pool.tally.add(held(kept.held()));
        return pool;
    }

    private static List<KeptEntry> keep(List<Entry> entries) {
        return entries.stream()
                .map(entry -> new KeptEntry(entry.raw(), entry.origin()))
                .toList();
    }

    private static KeptHeld keep(Held held) {
        return new KeptHeld(
                held.count(),
                held.from().toString(),
                held.to().toString(),
                held.rules().stream()
                        .map(rule -> new KeptRule(
                                rule.id(), rule.title(), rule.severity().name(), rule.count()))
                        .toList(),
                held.reason());
    }

    private static Held held(KeptHeld kept) {
        return new Held(
                kept.count(),
                Instant.parse(kept.from()),
                Instant.parse(kept.to()),
                kept.rules().stream()
                        .map(rule ->
                                new HeldRule(rule.id(), rule.title(), Severity.valueOf(rule.severity()), rule.count()))
                        .toList(),
                kept.reason());
    }

    private static Entry entry(KeptEntry kept) {
        if (ALERTS.decode(kept.raw()) instanceof Decoded decoded) {
            Alert alert = decoded.alert();
            return new Entry(kept.raw(), alert, kept.origin());
        }
        throw new IllegalArgumentException("an alert in the dispatcher's state cannot be read: " + kept.origin());
    }

    private static void check(int version) {
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "the dispatcher's state has version " + version + ", this program writes " + VERSION);
        }
    }

    private byte[] bytes(Object kept) {
        try {
            return json.writeValueAsBytes(kept);
        } catch (IOException e) {
            throw new UncheckedIOException("the dispatcher's state could not be encoded into memory", e);
        }
    }

    private <T> T read(byte[] bytes, Class<T> type) {
        try {
            return json.readValue(bytes, type);
        } catch (IOException e) {
            throw new IllegalArgumentException("the dispatcher's state cannot be read", e);
        }
    }
}
