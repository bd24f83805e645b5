// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Pods with versions and history, as etcd keeps them. */
final class Store {

    private static final int FIRST_VERSION = 100;

    record Pod(String name, String uid, int version, String extra) {
        String json(boolean typed) {
            return "{" + (typed ? "\"kind\":\"Pod\",\"apiVersion\":\"v1\"," : "")
                    + "\"metadata\":{\"name\":\"" + name + "\",\"namespace\":\"d\",\"uid\":\"" + uid
                    + "\",\"resourceVersion\":\"" + version + "\",\"annotations\":{\"text\":\"" + extra + "\"}}}";
        }
    }

    record Event(String type, Pod pod) {}

    private final TreeMap<String, Pod> pods = new TreeMap<>();
    private final List<Event> history = new ArrayList<>();
    private final Set<String> states = new HashSet<>();
    private int version = FIRST_VERSION;
    private int compacted = FIRST_VERSION;
    private int uids;

    synchronized Pod put(String name, String extra) {
        Pod old = pods.get(name);
        Pod pod = new Pod(name, old == null ? "u" + ++uids : old.uid(), ++version, extra);
        pods.put(name, pod);
        record(old == null ? "ADDED" : "MODIFIED", pod);
        return pod;
    }

    synchronized void delete(String name) {
        Pod old = pods.remove(name);
        if (old != null) {
            record("DELETED", new Pod(name, old.uid(), ++version, old.extra()));
        }
    }

    private void record(String type, Pod pod) {
        history.add(new Event(type, pod));
        states.add(state(pod.name(), pod.uid(), pod.version()));
        notifyAll();
    }

    static String state(String name, String uid, int version) {
        return name + "/" + uid + "/" + version;
    }

    synchronized boolean existed(String state) {
        return states.contains(state);
    }

    synchronized List<Event> history() {
        return List.copyOf(history);
    }

    synchronized Map<String, Pod> pods() {
        return new TreeMap<>(pods);
    }

    synchronized int version() {
        return version;
    }

    /** Versions before now are forgotten. */
    synchronized void compact() {
        compacted = version;
    }

    synchronized boolean forgotten(int since) {
        return since < compacted;
    }

    /** Events after a version; waits a while for the first. */
    synchronized List<Event> after(int since, long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; version <= since && left > 0; ) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        return history.stream().filter(event -> event.pod().version() > since).toList();
    }
}
