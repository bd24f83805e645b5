// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.fake;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * As many objects as wanted, none of which is kept: each is made when it is listed. Nothing becomes of them.
 *
 * @param count how many
 * @param text of each object's annotation, for its size
 */
public record Generated(int count, String text) implements Contents {

    private static final int FIRST = 1_000_000_000;

    @Override
    public int version() {
        return FIRST + count;
    }

    @Override
    public boolean forgotten(int since) {
        return since < version();
    }

    @Override
    public List<Item> page(String after, int limit) {
        int from = after.isEmpty() ? FIRST : Integer.parseInt(after.substring(1)) + 1;
        return IntStream.range(from, (int) Math.min((long) from + limit, FIRST + count))
                .mapToObj(i -> new Item("p" + i, uid(i), i, text, ""))
                .toList();
    }

    /** As random as a real one, so that an index of them does not compress better. */
    private static String uid(int i) {
        SplittableRandom random = new SplittableRandom(i);
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    @Override
    public List<Change> after(int since, long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
        return List.of();
    }
}
