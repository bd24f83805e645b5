// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.streamjobs.alert.Alert;
import java.util.List;

/** The delivery id as a key. Ours are 40 hex digits and a number; a topic may hold what is not ours. */
public final class DeliveryIds {

    /** Longer ones are refused as keys by stores that index them. */
    private static final int MOST_BYTES = 512;

    private DeliveryIds() {}

    /** The id, or its digest when it is empty, holds control characters, or is longer than 512 bytes. */
    public static String key(Alert alert) {
        String id = alert.deliveryId();
        boolean fits = !id.isEmpty()
                && id.chars().noneMatch(c -> c < ' ' || c == 0x7f)
                && id.getBytes(UTF_8).length <= MOST_BYTES;
        return fits ? id : Digests.sha256(List.of(id));
    }
}
