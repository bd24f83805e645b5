// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.provider;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.anchorwatch.ingest.event.AuditEventCodec;
import io.anchorwatch.ingest.event.DecodeResult;
import io.anchorwatch.ingest.event.EventLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what a provider's log service gives: a line of a file, a message of a topic, a document. Not thread-safe.
 *
 * <p>An event that was in there as the API server wrote it comes out the same, with the same id, so that what two ways bring
 * is one event.
 */
public final class ProviderLog {

    private final Wrapping wrapping;
    private final String cluster;
    private final boolean named;
    private final AuditEventCodec codec;

    /**
     * A reader.
     *
     * @param cluster whose events they are
     * @param named whether that holds even for events whose wrapping names another
     */
    public ProviderLog(Provider provider, String cluster, boolean named, EventLimits limits) {
        this.wrapping = provider.wrapping();
        this.cluster = cluster;
        this.named = named;
        this.codec = new AuditEventCodec(limits);
    }

    /** The provider whose wrapping that is; none for a plain event or when nobody knows. */
    public static Optional<Provider> guess(byte[] message) {
        return Stream.of(Provider.values())
                .filter(provider -> {
                    Wrapping wrapping = provider.wrapping();
                    byte[] document = wrapping.document(message);
                    try {
                        List<Json> found = Json.documents(Packed.unzipped(document));
                        // What stands before an event is a wrapping too.
                        return !found.isEmpty() && (document.length < message.length || knows(wrapping, found.get(0)));
                    } catch (IOException e) {
                        return false;
                    }
                })
                .findFirst();
    }

    private static boolean knows(Wrapping wrapping, Json document) throws IOException {
        List<Json> items = document.items();
        return items.isEmpty() ? wrapping.knows(document) : wrapping.knows(items.get(0));
    }

    /** What a message holds, in its order. Never throws for bad input. */
    public List<Content> read(byte[] message) {
        Reading reading = new Reading();
        try {
            byte[] document = wrapping.document(Packed.unzipped(message));
            if (isOtherText(document)) {
                reading.other();
            } else {
                for (Json each : Json.documents(document)) {
                    open(each, reading);
                }
            }
        } catch (IOException e) {
            reading.bad("not what the log service writes: broken JSON, base64 or gzip", message);
        }
        return reading.found;
    }

    /** What an API server's webhook sends may also have been put there as it was. */
    private void open(Json document, Reading reading) throws IOException {
        if (document.textAt("kind").equals("EventList")) {
            for (Json item : document.fields().getOrDefault("items", document).items()) {
                reading.event("", item.bytes());
            }
        } else {
            wrapping.open(document, reading);
        }
    }

    /** Other logs of a control plane are lines of text; an audit event never is. */
    private static boolean isOtherText(byte[] document) {
        String head = new String(document, 0, Math.min(document.length, 64), ISO_8859_1).stripLeading();
        return !head.startsWith("{") && !head.startsWith("[");
    }

    /** What was found. */
    public sealed interface Content {

        /** An audit event. */
        record Event(DecodeResult.Decoded decoded) implements Content {}

        /** Something whole that is no audit event, such as another log of the control plane. */
        record Other() implements Content {}

        /**
         * What should be an audit event and cannot be read as one.
         *
         * @param cluster whose it is
         * @param malformed why, and what may be kept of it
         */
        record Bad(String cluster, DecodeResult.Malformed malformed) implements Content {}
    }

    private final class Reading implements Wrapping.Contents {

        private final List<Content> found = new ArrayList<>();

        @Override
        public void event(String told, byte[] json) {
            String whose = named || told.isEmpty() ? cluster : told;
            found.add(codec.decode(whose, json).fold(Content.Event::new, bad -> new Content.Bad(whose, bad)));
        }

        @Override
        public void other() {
            found.add(new Content.Other());
        }

        @Override
        public void bad(String reason, byte[] bytes) {
            // Decoded only for what may be kept of it.
            byte[] safe =
                    codec.decode(cluster, bytes).fold(whole -> whole.event().json(), DecodeResult.Malformed::safe);
            found.add(new Content.Bad(cluster, new DecodeResult.Malformed(reason, safe)));
        }
    }
}
