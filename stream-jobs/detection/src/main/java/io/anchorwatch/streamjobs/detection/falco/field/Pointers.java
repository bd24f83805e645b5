// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco.field;

import java.util.ArrayList;
import java.util.List;

/**
 * JSON pointers as the json plugin reads them: the first slash may be left out.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901</a>
 */
final class Pointers {

    private Pointers() {}

    /** The keys on the way, none for the whole event. */
    static String[] keys(String pointer) {
        if (pointer.isEmpty()) {
            return new String[0];
        }
        String[] keys = (pointer.startsWith("/") ? pointer.substring(1) : pointer).split("/", -1);
        for (int i = 0; i < keys.length; i++) {
            keys[i] = keys[i].replace("~1", "/").replace("~0", "~");
        }
        return keys;
    }

    /** The same as a dotted path of the event. */
    static String path(String pointer) {
        return String.join(".", keys(pointer));
    }

    static boolean isOldEphemeral(String[] keys) {
        return keys.length > 1 && keys[0].equals("requestObject") && keys[1].equals("ephemeralContainers");
    }

    static String[] newEphemeral(String[] keys) {
        List<String> moved = new ArrayList<>(List.of(keys));
        moved.add(1, "spec");
        return moved.toArray(new String[0]);
    }
}
