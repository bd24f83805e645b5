// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionPropertyTest {

    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void noByteOfAPlantedSecretGetsThrough(long seed) {
        Random random = new Random(seed);
        for (byte[] template : SecretPlaces.all()) {
            String core = core(random);
            String place = Events.text(template);
            byte[] planted = Events.utf8(place.replace("%S%", dressed(core, place, random)));
            DecodeResult result = Events.CODEC.decode("c1", planted);
            assertGone(result, core, place);
            byte[] torn = java.util.Arrays.copyOf(planted, random.nextInt(planted.length));
            assertGone(Events.CODEC.decode("c1", torn), core, place);
            byte[] tail = java.util.Arrays.copyOfRange(planted, 1 + random.nextInt(planted.length - 1), planted.length);
            assertGone(Events.CODEC.decode("c1", tail), core, place);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23})
    void twoEventsThatDifferInASecretOnlyHaveOneId(long seed) {
        Random random = new Random(seed);
        for (byte[] template : SecretPlaces.all()) {
            String place = Events.text(template);
            AuditEvent one = Events.decode(Events.utf8(place.replace("%S%", core(random))))
                    .event();
            AuditEvent other = Events.decode(Events.utf8(place.replace("%S%", core(random))))
                    .event();
            assertThat(one.id()).as(place).isEqualTo(other.id());
            assertThat(Events.decode(one.json()).event().json()).as(place).isSameAs(one.json());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token",
                "access_token",
                "id_token",
                "Authorization",
                "%61uthorization",
                "client_secret",
                "api_key",
                "password"
            })
    void noByteOfACredentialInTheUriGetsThrough(String parameter) {
        for (String uri : List.of("/p?%N%=%S%", "/p?a=b&%N%=%S%&c=d", "/a?x=1;%N%=%S%", "/a?b?%N%=%S%")) {
            String planted = uri.replace("%N%", parameter).replace("%S%", "HUNTERTWO");
            if (!uri.contains("b?")) {
                assertThat(Events.json(Events.with("\"requestURI\":\"" + planted + "\"")))
                        .doesNotContain("HUNTERTWO");
            }
        }
    }

    @Test
    void thereAreManyPlaces() {
        assertThat(SecretPlaces.all()).hasSizeGreaterThan(60);
    }

    private static void assertGone(DecodeResult result, String core, String place) {
        if (result instanceof DecodeResult.Decoded decoded) {
            assertThat(Events.text(decoded.event().json())).as(place).doesNotContain(core);
            assertThat(EventRecord.of(decoded, java.time.Instant.EPOCH)
                            .headers()
                            .toString())
                    .doesNotContain(core);
        } else {
            DecodeResult.Malformed malformed = (DecodeResult.Malformed) result;
            assertThat(malformed.reason()).as(place).doesNotContain(core);
            assertThat(Events.text(malformed.safe())).as(place).doesNotContain(core);
        }
    }

    private static String core(Random random) {
        int length = random.nextInt(4) == 0 ? 200 + random.nextInt(2_000) : 5 + random.nextInt(30);
        StringBuilder core = new StringBuilder();
        for (int i = 0; i < length; i++) {
            core.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return core.toString();
    }

    /** As plain text, as base64, or with escapes, where the place can hold them. */
    private static String dressed(String core, String place, Random random) {
        boolean nested = place.contains("\\\"");
        return switch (random.nextInt(nested ? 2 : 4)) {
            case 0 -> core;
            case 1 -> "x" + core + Base64.getEncoder().encodeToString(core.getBytes(StandardCharsets.UTF_8));
            case 2 -> "\\n\\\"" + core + "\\u0041";
            default -> "{\\\"a\\\":\\\"" + core + "\\\"}";
        };
    }
}
