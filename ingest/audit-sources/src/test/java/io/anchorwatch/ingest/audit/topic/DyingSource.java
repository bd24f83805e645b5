// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.topic;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** A queue that dies now and then, before or after it has taken a confirmation, and then begins where it was confirmed. */
final class DyingSource {

    private final List<MessageSource.Message> messages;
    private final Random random;
    private int confirmed;

    DyingSource(List<MessageSource.Message> messages, Random random) {
        this.messages = messages;
        this.random = random;
    }

    int confirmed() {
        return confirmed;
    }

    MessageSource open() {
        return new Reader(confirmed);
    }

    private void die(int one) {
        if (random.nextInt(one) == 0) {
            throw new IllegalStateException("died");
        }
    }

    private final class Reader implements MessageSource {

        private int position;

        Reader(int position) {
            this.position = position;
        }

        @Override
        public List<Message> poll(Duration atMost) {
            die(5);
            int end = Math.min(messages.size(), position + random.nextInt(30));
            List<Message> next = messages.subList(position, end);
            position = end;
            return next;
        }

        @Override
        public void confirm() {
            die(5);
            confirmed = position;
            die(8);
        }

        @Override
        public void close() {}
    }
}
