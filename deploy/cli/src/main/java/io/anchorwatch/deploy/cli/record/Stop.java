// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.record;

import java.util.concurrent.CountDownLatch;

/** Ctrl-C and SIGTERM: asks to stop, and keeps the virtual machine until that is done. */
final class Stop {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    /** Calls {@code wake} when asked. */
    void wakes(Runnable wake) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            asked.countDown();
                            wake.run();
                            await();
                        },
                        "stop"));
    }

    private void await() {
        try {
            done.await();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    void done() {
        done.countDown();
    }
}
