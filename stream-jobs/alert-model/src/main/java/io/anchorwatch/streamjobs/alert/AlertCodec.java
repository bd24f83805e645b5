// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Alert to JSON and back, in the shape that {@code schema/alert.v1.json} on the class path describes.
 *
 * <p>Deterministic: one alert has one encoding. Fields stand in a fixed order; times are RFC 3339 in UTC with six
 * fractional digits; empty texts, lists and objects and a zero response code are left out. A lone surrogate, which UTF-8
 * cannot carry, becomes U+FFFD. Fields that a later version adds are skipped on reading.
 *
 * <p>Thread-safe.
 */
public final class AlertCodec {

    private static final int TYPICAL_BYTES = 2048;

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The alert as JSON in UTF-8, without a line end anywhere: one line of NDJSON. */
    public byte[] encode(Alert alert) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        try (JsonGenerator json = mapper.createGenerator(bytes)) {
            new AlertWriter(json).write(alert);
        } catch (IOException e) {
            throw new UncheckedIOException("an alert could not be encoded into memory", e);
        }
        return bytes.toByteArray();
    }

    /** Reads one alert. Never throws for bad input. */
    public AlertDecodeResult decode(byte[] json) {
        JsonNode tree;
        try {
            tree = mapper.readTree(json);
        } catch (JsonProcessingException e) {
            return new AlertDecodeResult.Malformed("not JSON, or cut off" + place(e.getLocation()));
        } catch (IOException e) {
            return new AlertDecodeResult.Malformed("not UTF-8 text");
        }
        try {
            return new AlertDecodeResult.Decoded(AlertReader.read(tree));
        } catch (MalformedAlertException e) {
            return new AlertDecodeResult.Malformed(e.reason());
        }
    }

    /** Jackson names no place when a limit of its own, such as the depth, is exceeded. */
    private static String place(@Nullable JsonLocation location) {
        return location == null ? ", or over a limit of the parser" : ": see byte " + location.getByteOffset();
    }

    /** The record of the alert topic: key, value, CloudEvents headers and timestamp. */
    public AlertRecord toRecord(Alert alert) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(AlertTopics.CE_SPEC_VERSION, AlertTopics.SPEC_VERSION);
        headers.put(AlertTopics.CE_ID, alert.deliveryId());
        headers.put(AlertTopics.CE_SOURCE, alert.cluster());
        headers.put(AlertTopics.CE_TYPE, AlertTopics.ALERT_TYPE);
        headers.put(AlertTopics.CE_TIME, WireTime.format(alert.time()));
        headers.put(AlertTopics.CONTENT_TYPE, AlertTopics.JSON_TYPE);
        return new AlertRecord(alert.fingerprint(), encode(alert), headers, alert.time());
    }
}
