// SPDX-License-Identifier: Apache-2.0
/** Audit events and dead letters on their way to Kafka. */
@NullMarked
package io.anchorwatch.ingest.audit.publish;

import org.jspecify.annotations.NullMarked;
