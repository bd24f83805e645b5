// SPDX-License-Identifier: Apache-2.0
/** The detection job on Flink: the same tasks as on Kafka Streams, with their messages, in keyed state. */
@NullMarked
package io.anchorwatch.streamjobs.flink;

import org.jspecify.annotations.NullMarked;
