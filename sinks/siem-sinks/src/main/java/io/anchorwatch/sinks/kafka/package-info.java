// SPDX-License-Identifier: Apache-2.0
/** A topic of the same Kafka cluster or of another. */
@NullMarked
package io.anchorwatch.sinks.kafka;

import org.jspecify.annotations.NullMarked;
