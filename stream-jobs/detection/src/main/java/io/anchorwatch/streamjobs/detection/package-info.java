// SPDX-License-Identifier: Apache-2.0
/** The detection core. Pure: no Kafka, Flink, fabric8, clock, thread or log. */
@NullMarked
package io.anchorwatch.streamjobs.detection;

import org.jspecify.annotations.NullMarked;
