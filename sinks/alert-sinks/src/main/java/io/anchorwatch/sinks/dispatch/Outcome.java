// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

/** The final states of a record at one sink. */
enum Outcome {
    /** The sink has it. */
    DELIVERED,
    /** The sink has been told how many there were, and of this one no more. */
    COUNTED,
    /** It is in the dead letters. */
    REJECTED,
    /** The sink's filter does not want it. */
    FILTERED,
    /** It goes back to Kafka unsent: its partition moved, or the dispatcher stops. It will be received again. */
    RETURNED
}
