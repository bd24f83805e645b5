// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

/**
 * What one event may cost. An event over a limit loses its request and response bodies, not its place in the stream.
 *
 * @param maxEventBytes largest event, in bytes of JSON, that goes to Kafka whole
 * @param maxDepth deepest nesting of objects and arrays that is kept
 */
public record EventLimits(int maxEventBytes, int maxDepth) {

    /** 1 MiB, an eighth under the topic's {@code max.message.bytes}, and a depth no real object comes near. */
    public static final EventLimits DEFAULT = new EventLimits(1 << 20, 200);
}
