// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertTopics;

/** The alert's own JSON, whole: the one format that cuts and cleans nothing. */
final class JsonFormat implements AlertFormat {

    private static final AlertCodec CODEC = new AlertCodec();

    @Override
    public String id() {
        return "json";
    }

    @Override
    public String contentType() {
        return AlertTopics.JSON_TYPE;
    }

    @Override
    public byte[] encode(Alert alert) {
        return CODEC.encode(alert);
    }
}
