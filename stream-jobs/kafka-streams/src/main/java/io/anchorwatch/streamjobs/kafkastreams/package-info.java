// SPDX-License-Identifier: Apache-2.0
/** The detection job on Kafka Streams: a thin adapter around the detection core. */
@NullMarked
package io.anchorwatch.streamjobs.kafkastreams;

import org.jspecify.annotations.NullMarked;
