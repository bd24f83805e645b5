// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.s3;

import io.anchorwatch.sinks.Positioned;
import io.anchorwatch.sinks.siem.DeliveryIds;
import io.anchorwatch.sinks.siem.Digests;
import io.anchorwatch.sinks.siem.EpochTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Names of objects, made of what they hold and nothing else. */
final class ObjectKeys {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MOST_TOPIC = 249;

    private ObjectKeys() {}

    /** {@code <prefix>/eventDay=20260301/<topic>-<partition>-<first offset>.ndjson.gz}. */
    static String ofOffset(String prefix, List<Positioned> items) {
        return folder(prefix, items) + place(items) + ".ndjson.gz";
    }

    /** The same with the digest of what is inside, where the other name is taken by something else. */
    static String ofContent(String prefix, List<Positioned> items) {
        return folder(prefix, items) + place(items) + "-" + digest(items).substring(0, 32) + ".ndjson.gz";
    }

    /** Which alerts these are, in their order. */
    static String digest(List<Positioned> items) {
        return Digests.sha256(
                items.stream().map(item -> DeliveryIds.key(item.alert())).toList());
    }

    private static String folder(String prefix, List<Positioned> items) {
        String day = DAY.format(EpochTime.bounded(items.get(0).alert().time()));
        return (prefix.isEmpty() ? "" : prefix + "/") + "eventDay=" + day + "/";
    }

    private static String place(List<Positioned> items) {
        Positioned first = items.get(0);
        String topic = first.topic().replaceAll("[^A-Za-z0-9._-]", "_");
        return String.format(
                Locale.ROOT,
                "%s-%d-%020d",
                topic.substring(0, Math.min(MOST_TOPIC, topic.length())),
                first.partition(),
                first.offset());
    }
}
