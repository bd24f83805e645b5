// SPDX-License-Identifier: Apache-2.0
/** Events and dead letters on their way to Kafka. */
@NullMarked
package io.anchorwatch.ingest.publish;

import org.jspecify.annotations.NullMarked;
