// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.Notification.Held;
import io.anchorwatch.sinks.notify.Pool.Kind;
import io.anchorwatch.sinks.route.GroupField;
import io.anchorwatch.sinks.route.Mute;
import io.anchorwatch.sinks.route.Route;
import io.anchorwatch.sinks.route.Spacing;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Severity;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything one sink still has to tell: alerts that wait for company, for the end of a span or of a mute, and messages that
 * are due. Each alert it takes ends in exactly one message, told or counted.
 *
 * <p>It knows neither Kafka nor the target: {@link #drain} says what changed, to be kept under its key, and {@link #restore}
 * takes that back. Not thread-safe.
 */
public final class Outbox {

    /** Groups and findings that are told apart: an attacker chooses names, so there must be an end. */
    static final int MOST_POOLS = 10_000;

    private static final String MESSAGE = "message/";
    private static final String OVERFLOW = "overflow";

    private final Map<String, Pool> pools = new LinkedHashMap<>();
    private final TreeMap<Long, Message> due = new TreeMap<>();
    private final Set<String> dirty = new LinkedHashSet<>();
    private final OutboxCodec codec = new OutboxCodec();
    private final Function<String, Spacing> spacings;
    private long sequence;

    /**
     * An empty one.
     *
     * @param spacings how a route, by its name, spares people
     */
    public Outbox(Function<String, Spacing> spacings) {
        this.spacings = spacings;
    }

    /** Takes an alert that a route brings. */
    public void offer(Entry entry, Route route, Optional<Mute> mute, Instant now) {
        if (mute.isPresent()) {
            count(mutePool(mute.get()), entry);
            return;
        }
        Spacing spacing = route.spacing();
        Pool told = repeatOf(entry.alert(), route, now);
        if (told != null) {
            told.replace(entry);
            changed(told);
            return;
        }
        if (spacing.groupBy().isEmpty()) {
            String id = entry.alert().deliveryId();
            emit(route.name(), spacing, Map.of(), entry.alert().fingerprint(), id, List.of(entry), Held.NONE, now);
            return;
        }
        Pool pool = groupPool(route, entry.alert(), now);
        if (pool.isEmpty()) {
            Instant company = now.plus(spacing.groupWait());
            pool.due = pool.due.isAfter(company) ? pool.due : company;
        }
        pool.add(entry);
        changed(pool);
    }

    /** Makes messages of what has waited long enough. */
    public void flush(Instant now) {
        for (Pool pool : new ArrayList<>(pools.values())) {
            // A limit that was full may have been told, and begun anew, for the message of an earlier pool.
            if (pools.get(pool.id) == pool && !pool.due.isAfter(now)) {
                flush(pool, now);
            }
        }
    }

    private void flush(Pool pool, Instant now) {
        forget(pool);
        if (pool.isEmpty()) {
            return;
        }
        Held held = pool.tally.held(pool.reason);
        List<Entry> told = List.copyOf(pool.entries);
        String id = identity(pool, told, held);
        Spacing spacing = spacings.apply(pool.route);
        switch (pool.kind) {
            // One message a span, whatever the limit: else a limit would hold its own summary.
            case LIMIT, MUTE -> ready(pool.route, pool.group, digest(pool.id), id, told, held);
            case REPEAT ->
                emit(pool.route, spacing, Map.of(), told.get(0).alert().fingerprint(), id, told, held, now);
            case GROUP -> {
                emit(pool.route, spacing, pool.group, digest(pool.id), id, told, held, now);
                Pool next = new Pool(
                        pool.id, Kind.GROUP, pool.route, pool.group, pool.reason, now.plus(pool.span), pool.span);
                pools.put(next.id, next);
                changed(next);
            }
        }
    }

    /** Differs for any two messages, and is the same whenever this one is made again. */
    private static String identity(Pool pool, List<Entry> told, Held held) {
        StringBuilder text = new StringBuilder(pool.id).append('\n').append(pool.due);
        told.forEach(entry -> text.append('\n').append(entry.origin()));
        text.append('\n').append(held.count()).append(held.from()).append(held.to());
        return digest(text.toString());
    }

    /** Sends, unless the route's limit is reached: then it is counted. */
    private void emit(
            String route,
            Spacing spacing,
            Map<String, String> group,
            String key,
            String id,
            List<Entry> entries,
            Held held,
            Instant now) {
        if (spacing.limit() > 0 && !hasRoomInLimit(route, spacing, entries, held, now)) {
            return;
        }
        if (!spacing.repeat().isZero()) {
            entries.forEach(entry -> remember(entry.alert(), route, spacing.repeat(), now));
        }
        ready(route, group, key, id, entries, held);
    }

    private boolean hasRoomInLimit(String route, Spacing spacing, List<Entry> entries, Held held, Instant now) {
        String id = "limit/" + route;
        Pool over = pools.get(id);
        if (over != null && !over.due.isAfter(now)) {
            flush(over, now);
        }
        Pool limit = pools.computeIfAbsent(id, fresh -> limitPool(fresh, route, spacing, now));
        boolean room = limit.sent < spacing.limit();
        if (room) {
            limit.sent++;
        } else {
            entries.forEach(entry -> limit.tally.add(entry.alert()));
            limit.tally.add(held);
        }
        changed(limit);
        return room;
    }

    private void ready(String route, Map<String, String> group, String key, String id, List<Entry> entries, Held held) {
        Message message = new Message(sequence, id, key, route, group, entries, held);
        sequence++;
        due.put(message.sequence(), message);
        dirty.add(messageKey(message));
    }

    /** What a finding told before waits in when it fires again; null when it is to be told. */
    private @Nullable Pool repeatOf(Alert alert, Route route, Instant now) {
        Pool pool = pools.get(repeatId(route.name(), alert));
        boolean again = pool != null
                && now.isBefore(pool.due)
                && alert.episode().state() != EpisodeState.CLOSE
                && alert.severity().compareTo(pool.told) <= 0;
        return again ? pool : null;
    }

    private void remember(Alert alert, String route, Duration repeat, Instant now) {
        String id = repeatId(route, alert);
        if (alert.episode().state() == EpisodeState.CLOSE || !hasRoom(id)) {
            return;
        }
        Pool pool = pools.computeIfAbsent(
                id,
                poolId -> new Pool(
                        poolId, Kind.REPEAT, route, Map.of(), "repeats within " + repeat, now.plus(repeat), repeat));
        pool.told = worse(pool.told, alert);
        changed(pool);
    }

    private static Severity worse(Severity told, Alert alert) {
        return alert.severity().compareTo(told) > 0 ? alert.severity() : told;
    }

    private Pool groupPool(Route route, Alert alert, Instant now) {
        Map<String, String> group = new LinkedHashMap<>();
        StringBuilder id = new StringBuilder();
        for (GroupField field : route.spacing().groupBy()) {
            group.put(field.wireName(), field.of(alert));
            // Lengths keep values that hold the separator apart.
            id.append(field.of(alert).length()).append(':').append(field.of(alert));
        }
        String own = "group/" + route.name() + "/" + digest(id.toString());
        boolean room = hasRoom(own);
        String chosen = room ? own : "group/" + route.name() + "/" + OVERFLOW;
        Map<String, String> named = room ? group : Map.of();
        Duration interval = route.spacing().groupInterval();
        return pools.computeIfAbsent(
                chosen,
                poolId -> new Pool(poolId, Kind.GROUP, route.name(), named, "more of the group", now, interval));
    }

    private boolean hasRoom(String id) {
        return pools.containsKey(id) || pools.size() < MOST_POOLS;
    }

    private static Pool limitPool(String id, String route, Spacing spacing, Instant now) {
        String reason = "more than " + spacing.limit() + " messages in " + spacing.limitPer();
        return new Pool(id, Kind.LIMIT, route, Map.of(), reason, now.plus(spacing.limitPer()), spacing.limitPer());
    }

    private Pool mutePool(Mute mute) {
        String reason = "muted by " + mute.name() + ": " + mute.reason();
        return pools.computeIfAbsent(
                "mute/" + mute.name(),
                id -> new Pool(id, Kind.MUTE, "", Map.of(), reason, mute.until(), Duration.ZERO));
    }

    private void count(Pool pool, Entry entry) {
        pool.tally.add(entry.alert());
        changed(pool);
    }

    private static String repeatId(String route, Alert alert) {
        return "repeat/" + route + "/" + alert.fingerprint();
    }

    /** The messages that are due, in order. */
    public Collection<Message> due() {
        return List.copyOf(due.values());
    }

    /** A message is delivered or in the dead letters. */
    public void settle(Message message) {
        Message mine = due.get(message.sequence());
        if (mine != null && mine.id().equals(message.id())) {
            due.remove(message.sequence());
            dirty.add(messageKey(message));
        }
    }

    /** Alerts that have not become final. */
    public long waiting() {
        long waiting = 0;
        for (Pool pool : pools.values()) {
            waiting += pool.waiting();
        }
        for (Message message : due.values()) {
            waiting += message.alerts();
        }
        return waiting;
    }

    /** When the next of what waits is due; empty when nothing waits. */
    public Optional<Instant> nextDue() {
        return pools.values().stream().map(pool -> pool.due).min(Instant::compareTo);
    }

    /** What changed since the last call: key to bytes, or null for what is gone. */
    public Map<String, byte @Nullable []> drain() {
        Map<String, byte @Nullable []> drained = new LinkedHashMap<>();
        for (String key : dirty) {
            drained.put(key, current(key));
        }
        dirty.clear();
        return drained;
    }

    /**
     * Takes back what {@link #drain} gave.
     *
     * @throws IllegalArgumentException when the bytes are not of this kind
     */
    public void restore(String key, byte[] bytes) {
        if (key.startsWith(MESSAGE)) {
            Message message = codec.message(bytes);
            due.put(message.sequence(), message);
            sequence = Math.max(sequence, message.sequence() + 1);
        } else {
            Pool pool = codec.pool(key, bytes);
            pools.put(key, pool);
        }
    }

    private byte @Nullable [] current(String key) {
        if (key.startsWith(MESSAGE)) {
            Message message = due.get(Long.parseLong(key.substring(MESSAGE.length())));
            return message == null ? null : codec.encode(message);
        }
        Pool pool = pools.get(key);
        return pool == null ? null : codec.encode(pool);
    }

    private void changed(Pool pool) {
        dirty.add(pool.id);
    }

    private void forget(Pool pool) {
        pools.remove(pool.id);
        dirty.add(pool.id);
    }

    private static String messageKey(Message message) {
        return MESSAGE + message.sequence();
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, 40);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
