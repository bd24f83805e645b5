// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import io.anchorwatch.ingest.event.DecodeResult;

/** Reads one item of a batch; {@link io.anchorwatch.ingest.event.AuditEventCodec#decode} in production. */
@FunctionalInterface
public interface AuditDecoder {

    /** Never throws for bad input. */
    DecodeResult decode(String cluster, byte[] json);
}
