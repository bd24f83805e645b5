// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

/** What brings alerts to one sink, on a thread of its own. */
interface DispatchLoop {

    /** How the sink and its way to Kafka do. Called by any thread. */
    SinkHealth health();

    /** Runs until {@link #stop}. */
    void run();

    /** Makes {@link #run} end. Called from another thread; does not wait. */
    void stop();
}
