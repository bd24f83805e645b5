// SPDX-License-Identifier: Apache-2.0
/** Recorded audit logs and watches as a stream of events in event-time order. */
@NullMarked
package io.anchorwatch.ingest.recording;

import org.jspecify.annotations.NullMarked;
