// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.posture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.streamjobs.detection.posture.ClusterState;
import io.anchorwatch.streamjobs.detection.posture.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects as changes make them. */
final class Objects {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private record Key(String resource, String namespace, String name) {}

    private final Map<Key, ObjectChange> now = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private Optional<Instant> last = Optional.empty();

    void accept(ReplayItem item) {
        if (item instanceof ReplayItem.BadLine bad) {
            problems.add(bad.file() + ":" + bad.line() + ": " + bad.reason());
        } else if (item instanceof ReplayItem.Event event && event.event() instanceof ObjectChange change) {
            accept(change);
        }
    }

    void accept(ObjectChange change) {
        Key key = new Key(
                change.object().groupResource(),
                change.object().namespace(),
                change.object().name());
        if (change.type() == ObjectChange.Type.DELETED) {
            now.remove(key);
        } else {
            now.put(key, change);
        }
        last = last.filter(time -> time.isAfter(change.time())).or(() -> Optional.of(change.time()));
    }

    List<String> problems() {
        return problems;
    }

    /** When the last change was. */
    Optional<Instant> last() {
        return last;
    }

    int size() {
        return now.size();
    }

    ClusterState state() {
        return new ClusterState(now.values().stream()
                .map(change -> new Item(change.object(), object(change)))
                .toList());
    }

    private static JsonNode object(ObjectChange change) {
        try {
            return MAPPER.readTree(change.json()).path("object");
        } catch (IOException impossible) {
            throw new UncheckedIOException("a change that was encoded before", impossible);
        }
    }
}
