// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.fake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Objects with versions and history, as etcd keeps them. */
public final class Store implements Contents {

    private final TreeMap<String, Item> items = new TreeMap<>();
    private final List<Change> history = new ArrayList<>();
    private final Set<String> states = new HashSet<>();
    private final AtomicInteger versions;
    private final String uidPrefix;
    private int last;
    private int compacted;
    private int uids;

    Store(AtomicInteger versions, String uidPrefix) {
        this.versions = versions;
        this.uidPrefix = uidPrefix;
        this.compacted = versions.get();
    }

    public Item put(String name, String text) {
        return put(name, text, "");
    }

    public synchronized Item put(String name, String text, String members) {
        Item old = items.get(name);
        String uid = old == null ? uidPrefix + ++uids : old.uid();
        Item item = new Item(name, uid, versions.incrementAndGet(), text, members);
        items.put(name, item);
        record(old == null ? "ADDED" : "MODIFIED", item);
        return item;
    }

    public synchronized void delete(String name) {
        Item old = items.remove(name);
        if (old != null) {
            record("DELETED", new Item(name, old.uid(), versions.incrementAndGet(), old.text(), old.members()));
        }
    }

    private void record(String type, Item item) {
        history.add(new Change(type, item));
        states.add(state(item.name(), item.uid(), item.version()));
        last = item.version();
        notifyAll();
    }

    public static String state(String name, String uid, int version) {
        return name + "/" + uid + "/" + version;
    }

    public synchronized boolean existed(String state) {
        return states.contains(state);
    }

    public synchronized List<Change> history() {
        return List.copyOf(history);
    }

    public synchronized Map<String, Item> items() {
        return new TreeMap<>(items);
    }

    @Override
    public synchronized int version() {
        return versions.get();
    }

    /** Versions before now are forgotten. */
    public synchronized void compact() {
        compacted = versions.get();
    }

    @Override
    public synchronized boolean forgotten(int since) {
        return since < compacted;
    }

    @Override
    public synchronized List<Item> page(String after, int limit) {
        return items.tailMap(after, false).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized List<Change> after(int since, long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; last <= since && left > 0; ) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        return history.stream().filter(event -> event.item().version() > since).toList();
    }
}
