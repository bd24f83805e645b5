// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import java.util.concurrent.Semaphore;

/** Bytes that all requests together may hold. */
final class MemoryBudget {

    private final Semaphore bytes;

    MemoryBudget(int maxBytes) {
        this.bytes = new Semaphore(maxBytes);
    }

    Lease lease() {
        return new Lease();
    }

    /** What one request holds; given back at the end. For one thread. */
    final class Lease implements AutoCloseable {
        private int taken;

        /** Takes some more if there is enough, without waiting. */
        boolean take(int more) {
            if (!bytes.tryAcquire(more)) {
                return false;
            }
            taken += more;
            return true;
        }

        @Override
        public void close() {
            bytes.release(taken);
            taken = 0;
        }
    }
}
