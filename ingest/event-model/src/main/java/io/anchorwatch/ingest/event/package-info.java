// SPDX-License-Identifier: Apache-2.0
/** The schema of the event topics: what a source publishes and a stream job reads. */
@NullMarked
package io.anchorwatch.ingest.event;

import org.jspecify.annotations.NullMarked;
