// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.notify;

import io.anchorwatch.sinks.Notification.Held;
import io.anchorwatch.sinks.notify.Pool.Kind;
import io.anchorwatch.sinks.route.Mute;
import io.anchorwatch.sinks.route.Route;
import io.anchorwatch.sinks.route.Spacing;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** Of alerts that are kept to be told together; what is more is counted. Some thousands of the usual size. */
    static final long MOST_POOLED_BYTES = 16 << 20;

    private static final String MESSAGE = "message/";
    private static final String OVERFLOW = "overflow";

    private final Map<String, Pool> pools = new LinkedHashMap<>();
    private final DueMessages due = new DueMessages();
    private final Set<String> dirty = new LinkedHashSet<>();
    private final OutboxCodec codec = new OutboxCodec();
    private final Function<String, Spacing> spacings;
    /** Of the pools' entries, as of the last flush, and what came since. */
    private long pooledBytes;

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
            Pool pool = pools.computeIfAbsent("mute/" + mute.get().name(), id -> Pool.mute(id, mute.get()));
            pool.tally.add(entry.alert());
            changed(pool);
            return;
        }
        Spacing spacing = route.spacing();
        Pool told = repeatOf(entry.alert(), route, now);
        if (told != null) {
            told.replace(entry, hasRoom(entry));
            changed(told);
            return;
        }
        Held overtaken = overtaken(entry.alert(), route);
        if (spacing.groupBy().isEmpty()) {
            String id = entry.alert().deliveryId();
            emit(route.name(), spacing, Map.of(), entry.alert().fingerprint(), id, List.of(entry), overtaken, now);
            return;
        }
        join(route.name(), spacing, entry, overtaken, now);
    }

    private void join(String route, Spacing spacing, Entry entry, Held beside, Instant now) {
        Pool pool = groupPool(route, spacing, entry.alert(), now);
        if (pool.isEmpty()) {
            Instant company = now.plus(spacing.groupWait());
            pool.due = pool.due.isAfter(company) ? pool.due : company;
        }
        pool.add(entry, hasRoom(entry));
        pool.tally.add(beside);
        changed(pool);
    }

    private boolean hasRoom(Entry entry) {
        pooledBytes += entry.raw().length;
        return pooledBytes <= MOST_POOLED_BYTES;
    }

    /** The repeats that wait of a finding that is told now: told later they would take back what it says. */
    private Held overtaken(Alert alert, Route route) {
        Pool pool = pools.get(Pool.repeatId(route.name(), alert));
        boolean over = alert.episode().state() == EpisodeState.CLOSE;
        if (pool == null || (pool.isEmpty() && !over)) {
            return Held.NONE;
        }
        forget(pool);
        pool.countAll();
        return pool.tally.held(pool.reason);
    }

    /** Makes messages of what has waited long enough. */
    public void flush(Instant now) {
        pooledBytes = pools.values().stream().mapToLong(pool -> pool.bytes).sum();
        for (Pool pool : new ArrayList<>(pools.values())) {
            if (pool.bound(now, spacings.apply(pool.route).groupWait())) {
                changed(pool);
            }
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
        String id = Identity.of(pool, told, held);
        Spacing spacing = spacings.apply(pool.route);
        switch (pool.kind) {
            // One message a span, whatever the limit: else a limit would hold its own summary.
            case LIMIT, MUTE -> ready(pool.route, pool.group, Identity.digest(pool.id), id, told, held);
            case REPEAT -> {
                if (spacing.groupBy().isEmpty() || told.isEmpty()) {
                    emit(pool.route, spacing, Map.of(), pool.finding(), id, told, held, now);
                } else {
                    join(pool.route, spacing, told.get(0), held, now);
                }
            }
            case GROUP -> {
                emit(pool.route, spacing, pool.group, Identity.digest(pool.id), id, told, held, now);
                Pool next = new Pool(
                        pool.id, Kind.GROUP, pool.route, pool.group, pool.reason, now.plus(pool.span), pool.span);
                pools.put(next.id, next);
                changed(next);
            }
        }
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
        Pool limit = pools.computeIfAbsent(id, fresh -> Pool.limit(fresh, route, spacing, now));
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
        Message message = new Message(due.next(), id, key, route, group, entries, held);
        due.add(message);
        dirty.add(messageKey(message));
    }

    /** What a finding told before waits in when it fires again; null when it is to be told. */
    private @Nullable Pool repeatOf(Alert alert, Route route, Instant now) {
        Pool pool = pools.get(Pool.repeatId(route.name(), alert));
        boolean again = pool != null
                && now.isBefore(pool.due)
                && alert.episode().state() != EpisodeState.CLOSE
                && alert.severity().compareTo(pool.told) <= 0;
        return again ? pool : null;
    }

    private void remember(Alert alert, String route, Duration repeat, Instant now) {
        String id = Pool.repeatId(route, alert);
        if (alert.episode().state() == EpisodeState.CLOSE || !hasRoom(id)) {
            return;
        }
        Pool pool = pools.computeIfAbsent(id, poolId -> Pool.repeat(poolId, route, repeat, now));
        pool.told = alert.severity().compareTo(pool.told) > 0 ? alert.severity() : pool.told;
        changed(pool);
    }

    private Pool groupPool(String route, Spacing spacing, Alert alert, Instant now) {
        Map<String, String> group = new LinkedHashMap<>();
        spacing.groupBy().forEach(field -> group.put(field.wireName(), field.of(alert)));
        String own = "group/" + route + "/" + Identity.of(group.values());
        boolean room = hasRoom(own);
        String chosen = room ? own : "group/" + route + "/" + OVERFLOW;
        Map<String, String> named = room ? group : Map.of();
        Duration interval = spacing.groupInterval();
        return pools.computeIfAbsent(
                chosen, poolId -> new Pool(poolId, Kind.GROUP, route, named, "more of the group", now, interval));
    }

    private boolean hasRoom(String id) {
        return pools.containsKey(id) || pools.size() < MOST_POOLS;
    }

    /** The messages that are due, in order. */
    public Collection<Message> due() {
        return due.all();
    }

    /** A message is delivered or in the dead letters. */
    public void settle(Message message) {
        if (due.remove(message)) {
            dirty.add(messageKey(message));
        }
    }

    /** Alerts that have not become final. */
    public long waiting() {
        return due.alerts() + pools.values().stream().mapToLong(Pool::waiting).sum();
    }

    /** Whether so much is due that no more should be read. What is only counted, or waits its time, takes no part. */
    public boolean isFull() {
        return due.isFull();
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
            due.add(codec.message(bytes));
        } else {
            pools.put(key, codec.pool(key, bytes));
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
}
