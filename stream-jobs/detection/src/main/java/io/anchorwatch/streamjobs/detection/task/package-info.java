// SPDX-License-Identifier: Apache-2.0
/**
 * What the distributed engines do with a record, free of any of them: detect, relay, correlate and join, the messages
 * between those, and how far each source has come. An engine brings records, keeps state and carries what comes out.
 */
@NullMarked
package io.anchorwatch.streamjobs.detection.task;

import org.jspecify.annotations.NullMarked;
