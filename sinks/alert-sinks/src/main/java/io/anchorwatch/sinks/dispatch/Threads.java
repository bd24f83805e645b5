// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads that never keep a process alive: a sink that hangs must not. */
final class Threads {

    private Threads() {}

    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    static ExecutorService single(String name) {
        return Executors.newSingleThreadExecutor(work -> daemon(name, work));
    }
}
