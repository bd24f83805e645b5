// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Places are found under their hashes, however many have the same, and after others have gone. */
final class HashIndexTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void itFindsWhatAMapFinds(long seed) {
        Random random = new Random(seed);
        HashIndex index = new HashIndex();
        Map<Long, Long> hashes = new HashMap<>();
        for (long place = 0; place < 20_000; place++) {
            // Few of them, and all in two tables.
            long hash = (long) random.nextInt(2) << 56 | random.nextInt(3_000);
            index.add(hash, place);
            hashes.put(place, hash);
            long other = random.nextInt((int) place + 1);
            Long known = hashes.get(other);
            if (known != null && random.nextInt(3) > 0) {
                assertThat(index.find(known, at -> at == other)).isEqualTo(other);
                index.remove(known, other);
                hashes.remove(other);
                assertThat(index.find(known, at -> at == other)).isEqualTo(-1);
            }
        }
        assertThat(index.size()).isEqualTo(hashes.size());
        hashes.forEach(
                (place, hash) -> assertThat(index.find(hash, at -> at == place)).isEqualTo(place));
    }

    @Test
    void whatIsNotThereIsNotRemoved() {
        HashIndex index = new HashIndex();
        index.add(7, 1);
        assertThat(index.find(8, at -> true)).isEqualTo(-1);
        assertThatThrownBy(() -> index.remove(7, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
