// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import java.io.Serial;

/** Flink's state could not be read or written: the job starts again from its last checkpoint. */
final class StateFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    StateFailure(Exception cause) {
        super("the state of the job can't be used", cause);
    }

    /** Something that Flink may refuse. */
    interface Use<T> {
        T get() throws Exception;
    }

    /** Does it; throws StateFailure for whatever Flink throws. */
    static <T> T wrapped(Use<T> use) {
        try {
            return use.get();
        } catch (Exception failed) {
            throw new StateFailure(failed);
        }
    }
}
