// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import io.anchorwatch.streamjobs.detection.engine.RequestLog;
import io.anchorwatch.streamjobs.detection.task.BoundedRequestLog;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * Keeps requests in segments of one hour of event time each, in a ring: a whole segment is forgotten at once when a later
 * hour takes its place.
 *
 * <p>What was written last must be what is found, as in memory, though events of one id may be out of order: so a state
 * never stands in an earlier hour than the one it follows. Agrees with memory as long as no event is later than
 * {@link RequestLog#MEMORY}.
 */
final class SegmentedRequestLog implements BoundedRequestLog {

    private static final long SEGMENT_MS = MEMORY.toMillis();

    /** The hour of the event, one to each side, and one that is being forgotten. */
    private static final int SEGMENTS = 4;

    private final States states;
    private final long[] hours = new long[SEGMENTS];
    private long latestMs = Long.MAX_VALUE;
    private long foundIn = Long.MIN_VALUE;

    /**
     * The map states of an operator, which belong to whatever key is current.
     *
     * @param segments by hour, modulo their number
     * @param hours which hour each segment holds
     */
    record States(List<MapState<String, byte[]>> segments, MapState<Integer, Long> hours) {

        /** Call in {@code open}. */
        static States open(RuntimeContext context) {
            List<MapState<String, byte[]>> segments = new ArrayList<>();
            for (int segment = 0; segment < SEGMENTS; segment++) {
                segments.add(context.getMapState(
                        new MapStateDescriptor<>("requests-" + segment, Types.STRING, Wiring.BYTES)));
            }
            return new States(
                    segments, context.getMapState(new MapStateDescriptor<>("requests-hours", Types.INT, Types.LONG)));
        }
    }

    /** The log of the key that is current; it must be current whenever the log is used. */
    SegmentedRequestLog(States states) {
        this.states = states;
        StateFailure.wrapped(() -> {
            for (int place = 0; place < SEGMENTS; place++) {
                @Nullable Long hour = states.hours().get(place);
                hours[place] = hour == null ? Long.MIN_VALUE : hour;
            }
            return hours;
        });
    }

    @Override
    public void receivedAt(long receivedMs) {
        latestMs = receivedMs + AHEAD_MS;
    }

    @Override
    public byte @Nullable [] get(String key, long eventTimeMs) {
        long hour = hour(eventTimeMs);
        foundIn = Long.MIN_VALUE;
        try {
            for (long near = hour + 1; near >= hour - 1; near--) {
                byte @Nullable [] state = holds(near) ? segment(near).get(key) : null;
                if (state != null) {
                    foundIn = near;
                    return state;
                }
            }
            return null;
        } catch (Exception failed) {
            throw new StateFailure(failed);
        }
    }

    @Override
    public void put(String key, byte[] state, long eventTimeMs) {
        long hour = Math.max(foundIn, hour(eventTimeMs));
        StateFailure.wrapped(() -> {
            if (turn(hour)) {
                segment(hour).put(key, state);
            }
            return hour;
        });
    }

    private long hour(long eventTimeMs) {
        return Math.floorDiv(Math.min(eventTimeMs, latestMs), SEGMENT_MS);
    }

    private MapState<String, byte[]> segment(long hour) {
        return states.segments().get(place(hour));
    }

    private static int place(long hour) {
        return (int) Math.floorMod(hour, (long) SEGMENTS);
    }

    private boolean holds(long hour) {
        return hours[place(hour)] == hour;
    }

    /** Makes room for an hour; false when a later one has its place: the event is too old to be remembered. */
    private boolean turn(long hour) throws Exception {
        int place = place(hour);
        if (hours[place] > hour) {
            return false;
        }
        if (hours[place] < hour) {
            segment(hour).clear();
            states.hours().put(place, hour);
            hours[place] = hour;
        }
        return true;
    }
}
