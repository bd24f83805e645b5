// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.object;

import java.util.ArrayList;
import java.util.List;

/** Paths on a node. */
public final class HostPath {

    private HostPath() {}

    /** As the kernel would see it, symbolic links aside: no {@code //}, {@code .}, {@code ..}, no slash at the end. */
    public static String clean(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                if (!parts.isEmpty()) {
                    parts.remove(parts.size() - 1);
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return "/" + String.join("/", parts);
    }
}
