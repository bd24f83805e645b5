// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.util.OutputTag;

/**
 * What flows between operators: bytes of our own making, versioned, behind the key of their share. Flink's serialisers
 * then see nothing that changes.
 */
final class Wiring {

    /** How deep correlations may build on each other: there is one operator a level. */
    static final int MOST_LEVELS = 4;

    static final TypeInformation<byte[]> BYTES = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

    /** A share's key and a message for it. */
    static final TypeInformation<Tuple2<Integer, byte[]>> KEYED = Types.TUPLE(Types.INT, BYTES);

    /** What can't be judged, for the topic of dead letters. */
    static final OutputTag<byte[]> DEAD_LETTERS = new OutputTag<>("dead-letters", BYTES);

    /** Hits that no correlation can use any more, for the topic of dead letters. */
    static final OutputTag<byte[]> LATE = new OutputTag<>("late", BYTES);

    /** Requests, changes and progress for those that join them. */
    static final OutputTag<Tuple2<Integer, byte[]>> STORIES = new OutputTag<>("stories", KEYED);

    /** Rule bundles by when they come into force, in milliseconds; all operators hold the same. */
    static final MapStateDescriptor<Long, byte[]> RULES = new MapStateDescriptor<>("rules", Types.LONG, BYTES);

    private Wiring() {}

    /** Hits and progress for those that correlate a level, from 1. */
    static OutputTag<Tuple2<Integer, byte[]>> hits(int level) {
        return new OutputTag<>("hits-" + level, KEYED);
    }
}
