// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes from an API server into an {@link AuditEvent}: checks, redacts, identifies.
 *
 * <p>Thread-safe. Decoding what was decoded before gives the same event, byte for byte. The bytes are kept as they came
 * unless something in them had to be redacted, repaired or taken out.
 */
public final class AuditEventCodec {

    /** Leaves room for key and headers in a record of {@link EventTopics#MAX_MESSAGE_BYTES}. */
    private static final int MAX_VALUE_BYTES = EventTopics.MAX_MESSAGE_BYTES - (1 << 20);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final EventLimits limits;
    private final Redactor redactor;

    public AuditEventCodec(EventLimits limits) {
        this.limits = limits;
        this.redactor = new Redactor(limits.maxDepth());
    }

    /** Reads one {@code audit.k8s.io/v1} Event, as JSON in UTF-8, of {@code cluster}. Never throws for bad input. */
    public DecodeResult decode(String cluster, byte[] json) {
        JsonTree tree;
        try {
            tree = JsonReader.read(RawText.of(json), limits.maxDepth(), json.length > limits.maxEventBytes());
        } catch (JsonProcessingException e) {
            return new DecodeResult.Malformed("not one JSON value: stops making sense at " + at(e), SafeBytes.of(json));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
        boolean redacted = redactor.redact(tree);
        Envelope envelope = Envelope.of(tree.root());
        if (!envelope.problem().isEmpty()) {
            return new DecodeResult.Malformed(envelope.problem(), safe(tree.root(), json));
        }
        return fit(cluster, envelope, tree, redacted || tree.repaired() ? null : json);
    }

    /** {@code original} is null when the tree no longer says the same. */
    private DecodeResult fit(String cluster, Envelope envelope, JsonTree tree, byte @Nullable [] original) {
        ObjectNode event = (ObjectNode) tree.root();
        byte[] json = original;
        if (tree.tooDeep()) {
            Salvage.dropBodies(event);
            Salvage.note(event, Salvage.TOO_DEEP);
            json = null;
        } else if (tree.bodiesSkipped()) {
            Salvage.note(event, Salvage.TOO_LARGE);
            json = null;
        }
        json = json == null ? bytes(event) : json;
        if (json.length > limits.maxEventBytes() && Salvage.shrink(event)) {
            Salvage.note(event, Salvage.TOO_LARGE);
            json = bytes(event);
        }
        if (json.length > MAX_VALUE_BYTES) {
            String reason = "larger than " + MAX_VALUE_BYTES + " bytes even without requestObject and responseObject";
            return new DecodeResult.Malformed(reason, SafeBytes.of(json));
        }
        AuditEvent decoded =
                new AuditEvent(EventId.of(event), cluster, envelope.auditId(), envelope.stage(), envelope.time(), json);
        return new DecodeResult.Decoded(decoded, Salvage.noted(event));
    }

    /** What shows no sign of an audit event may be a piece of a body: nothing in it can be masked by its place. */
    private byte[] safe(JsonNode redacted, byte[] raw) {
        if (!redacted.has("auditID") && !redacted.has("stage")) {
            return SafeBytes.of(raw);
        }
        byte[] json = bytes(redacted);
        return json.length > limits.maxEventBytes() ? SafeBytes.of(raw) : json;
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read cannot be written", e);
        }
    }

    private static String at(JsonProcessingException e) {
        var location = e.getLocation();
        long offset = location == null ? -1 : Math.max(location.getByteOffset(), location.getCharOffset());
        return offset < 0 ? "an unknown place" : "offset " + offset;
    }
}
