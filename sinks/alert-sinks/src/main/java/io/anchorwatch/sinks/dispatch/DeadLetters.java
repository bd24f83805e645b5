// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

/** Where records go that cannot be delivered. */
interface DeadLetters extends AutoCloseable {

    /**
     * Stores a record, raw, with the reason. Returns when Kafka has acknowledged it.
     *
     * @throws DeadLetterException when it has not; the record may be there nevertheless
     */
    void store(Item item, String reason) throws DeadLetterException, InterruptedException;

    @Override
    void close();

    /** The dead-letter topic did not acknowledge. */
    final class DeadLetterException extends Exception {

        private static final long serialVersionUID = 1L;

        DeadLetterException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
