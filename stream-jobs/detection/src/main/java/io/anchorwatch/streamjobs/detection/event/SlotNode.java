// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A key on the way to the slots: the decoder walks it along with the JSON. */
final class SlotNode {

    private final Map<String, SlotNode> children = new HashMap<>();
    private @Nullable Envelope slot;
    private int group;

    /** The tree of all slots. */
    static SlotNode root() {
        SlotNode root = new SlotNode();
        int groups = 0;
        for (Envelope field : Envelope.values()) {
            SlotNode node = root;
            for (String key : keys(field.path())) {
                @Nullable SlotNode child = node.children.get(key);
                if (child == null) {
                    child = new SlotNode();
                    child.group = groups++;
                    node.children.put(key, child);
                }
                node = child;
            }
            node.slot = field;
        }
        return root;
    }

    /** Annotation keys hold dots; everything after {@code annotations.} is one key. */
    private static List<String> keys(String path) {
        String annotations = "annotations.";
        return path.startsWith(annotations)
                ? List.of("annotations", path.substring(annotations.length()))
                : List.of(path.split("\\.", -1));
    }

    @Nullable
    SlotNode child(String key) {
        return children.get(key);
    }

    @Nullable
    Envelope slot() {
        return slot;
    }

    /** Its number, below {@link Long#SIZE}. */
    int group() {
        return group;
    }
}
