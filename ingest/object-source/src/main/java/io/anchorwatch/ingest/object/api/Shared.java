// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.api;

/** Something that several use, and that is closed when it is no longer wanted and the last of them is done. */
final class Shared<T extends AutoCloseable> {

    private final T value;
    private int users;
    private boolean retired;

    Shared(T value) {
        this.value = value;
    }

    /** For one more user, who calls {@link #release} once. */
    synchronized T take() {
        if (retired) {
            throw new IllegalStateException("closed");
        }
        users++;
        return value;
    }

    synchronized void release() {
        users--;
        closeWhenDone();
    }

    /** Nobody takes it any more. */
    synchronized void retire() {
        if (!retired) {
            retired = true;
            closeWhenDone();
        }
    }

    private void closeWhenDone() {
        if (retired && users == 0) {
            try {
                value.close();
            } catch (Exception e) {
                // It is of no use to anybody; what it held is freed as far as it can be.
            }
        }
    }
}
