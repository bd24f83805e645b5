// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {

    @Test
    void anHonestEventKeepsItsBytes() {
        byte[] json = Events.with(" \"user\" : {\"username\":\"zoë \\u00e9 \uD83D\uDE00 \uFFFD\"}");
        assertThat(Events.decode(json).event().json()).isSameAs(json);
    }

    @Test
    void bytesThatAreNoUtf8BecomeReplacementCharacters() {
        byte[] json = Events.with("\"userAgent\":\"a\u00ffb\"");
        byte[] broken = Events.text(json).getBytes(StandardCharsets.ISO_8859_1);
        assertRepaired(broken, "\"userAgent\":\"a\uFFFDb\"");
    }

    @Test
    void aByteOrderMarkGoes() {
        assertRepaired(Events.utf8('\uFEFF' + Events.text(Events.with("\"verb\":\"get\""))), "{\"kind\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\udc00\\ud800x", "\\ud800\\ud83d\\ude00"})
    void loneSurrogatesBecomeReplacementCharacters(String escapes) {
        assertRepaired(Events.with("\"userAgent\":\"" + escapes + "\""), "\uFFFD");
        assertRepaired(Events.with("\"" + escapes + "\":1"), "\uFFFD");
    }

    @Test
    void surrogatesAsRawBytesBecomeReplacementCharacters() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] halves = Events.text(Events.with("\"userAgent\":\"%\"")).split("%", -1);
        out.writeBytes(Events.utf8(halves[0]));
        out.writeBytes(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
        out.writeBytes(Events.utf8(halves[1]));
        assertRepaired(out.toByteArray(), "\uFFFD");
    }

    @Test
    void aRawNulOrNewlineInAStringIsEscaped() {
        assertRepaired(Events.with("\"userAgent\":\"a\0b\nc\""), "\"a\\u0000b\\nc\"");
    }

    @Test
    void anEscapedNulIsJsonAndStays() {
        byte[] json = Events.with("\"userAgent\":\"a\\u0000b\"");
        assertThat(Events.decode(json).event().json()).isSameAs(json);
    }

    @Test
    void ofAKeyThatComesTwiceTheLastCountsAsInTheApiServer() {
        assertRepaired(Events.with("\"verb\":\"delete\",\"verb\":\"get\""), "\"verb\":\"get\"");
        assertThat(Events.json(Events.with("\"verb\":\"delete\",\"verb\":\"get\"")))
                .doesNotContain("delete");
        assertThat(Events.decode(Events.with("\"auditID\":\"a2\"")).event().auditId())
                .isEqualTo("a2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-1e-99999999999"})
    void aNumberBeyondAllArithmeticStaysAsText(String number) {
        assertRepaired(Events.with("\"requestObject\":{\"n\":" + number + "}"), "\"n\":\"" + number + "\"");
    }

    @Test
    void aNumberOfAMillionDigitsStaysAsText() {
        assertRepaired(Events.with("\"n\":" + "7".repeat(900_000)), "\"n\":\"777");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 10_000})
    void anEventThatIsTooDeepLosesItsBodiesAndSaysSo(int depth) {
        String deep = "[".repeat(depth) + "]".repeat(depth);
        DecodeResult.Decoded decoded =
                Events.decode(Events.with("\"verb\":\"get\",\"requestObject\":" + deep + ",\"responseObject\":{}"));
        assertThat(decoded.truncated()).isEqualTo("nesting-too-deep");
        assertThat(Events.text(decoded.event().json()))
                .contains("\"verb\":\"get\"", "\"annotations\":{\"anchorwatch.io/truncated\":\"nesting-too-deep\"}")
                .doesNotContain("requestObject", "responseObject");
        assertStable(decoded);
    }

    @Test
    void anEventThatIsTooLargeLosesItsBodiesAndSaysSo() {
        String big = "\"" + "x".repeat(1 << 20) + "\"";
        DecodeResult.Decoded decoded = Events.decode(
                Events.with("\"annotations\":{\"a\":\"b\"},\"requestObject\":{\"a\":" + big + "},\"verb\":\"get\""));
        assertThat(decoded.truncated()).isEqualTo("event-too-large");
        assertThat(Events.text(decoded.event().json()))
                .contains("\"verb\":\"get\"", "{\"a\":\"b\",\"anchorwatch.io/truncated\":\"event-too-large\"}")
                .doesNotContain("requestObject");
        assertStable(decoded);
    }

    @Test
    void anEventThatGrowsOverTheLimitByRepairLosesItsBodies() {
        DecodeResult.Decoded decoded =
                Events.decode(Events.with("\"requestObject\":\"" + "\1".repeat(1_000_000) + "\""));
        assertThat(decoded.truncated()).isEqualTo("event-too-large");
        assertStable(decoded);
    }

    @Test
    void aLongTextInTheEnvelopeIsKept() {
        byte[] json = Events.with("\"userAgent\":\"" + "x".repeat(1 << 16) + "\"");
        assertThat(Events.decode(json).event().json()).isSameAs(json);
    }

    @Test
    void aMonstrousTextInTheEnvelopeIsCut() {
        DecodeResult.Decoded decoded = Events.decode(Events.with("\"userAgent\":\"" + "x".repeat(9 << 20) + "\""));
        assertThat(decoded.truncated()).isEqualTo("event-too-large");
        assertThat(decoded.event().json()).hasSizeLessThan(70_000);
        assertStable(decoded);
    }

    @Test
    void aForgedReasonForTruncationIsNotPassedOn() {
        assertThat(Events.decode(Events.with("\"annotations\":{\"anchorwatch.io/truncated\":\"evil\"}"))
                        .truncated())
                .isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|the event is not a JSON object",
                "\"secret\"|the event is not a JSON object",
                "{}|auditID is missing",
                "{\"kind\":\"Pod\"}|kind is not",
                "{\"kind\":{}}|kind is not",
                "{\"apiVersion\":\"audit.k8s.io/v1beta1\"}|apiVersion is not",
                "{\"auditID\":7}|auditID is missing",
                "{\"auditID\":\"a\"}|requestReceivedTimestamp is missing",
                "{\"auditID\":\"a\",\"requestReceivedTimestamp\":\"2026-11-24T00:03:47Z\"}|stageTimestamp is missing",
                "{\"auditID\":\"a\",\"requestReceivedTimestamp\":\"0001-01-01T00:00:00Z\"}|requestReceivedTimestamp is",
                "{\"auditID\":\"a\",\"requestReceivedTimestamp\":\"secret times are long\"}|requestReceivedTimestamp is",
                "{\"auditID\":\"a\",\"stage\":\"Secret\",\"requestReceivedTimestamp\":\"2026-11-24T00:03:47Z\",\"stageTimestamp\":\"2026-11-24T00:03:47+01:00\"}|stage is none of",
            })
    void whatIsNoEventIsRefusedByTheNameOfTheField(String json, String reason) {
        DecodeResult.Malformed malformed = Events.refuse(Events.utf8(json));
        assertThat(malformed.reason()).startsWith(reason).doesNotContainIgnoringCase("secret", "\n");
        assertThat(Events.text(malformed.safe())).contains(json.contains("auditID") ? json : "bytes withheld");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{} {}", "nil", "{\"a\":hunter2}", "{\"level\":\"x\",\"requestObject\":\"hunter2"})
    void whatIsNoJsonIsRefusedWithoutQuotingIt(String text) {
        DecodeResult.Malformed malformed = Events.refuse(Events.utf8(text));
        assertThat(malformed.reason()).contains("not one JSON value").doesNotContain("hunter2", "\n");
        assertThat(Events.text(malformed.safe())).contains("bytes withheld");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void mutatedEventsAlwaysGetAnAnswer(long seed) {
        Random random = new Random(seed);
        byte[] base = Events.about(
                "secrets",
                "\"requestURI\":\"/a?token=x\",\"requestObject\":{\"kind\":\"Secret\",\"data\":"
                        + "{\"k\":\"dg==\"},\"metadata\":{\"annotations\":{\"x\":\"{\\\"a\\\":[1,2.5e3]}\"}}},\"n\":[true,null,-1]");
        int decodedOnes = 0;
        for (int round = 0; round < 3_000; round++) {
            byte[] mutant = base.clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                mutant[random.nextInt(mutant.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt(256) : "{}[]\",:\\u0".charAt(random.nextInt(10)));
            }
            if (Events.CODEC.decode("c1", mutant) instanceof DecodeResult.Decoded decoded) {
                decodedOnes++;
                assertStable(decoded);
            }
        }
        assertThat(decodedOnes).isBetween(100, 2_900);
    }

    private static void assertRepaired(byte[] broken, String contains) {
        DecodeResult.Decoded decoded = Events.decode(broken);
        assertThat(Events.text(decoded.event().json())).contains(contains);
        assertThat(decoded.truncated()).isEmpty();
        assertStable(decoded);
    }

    private static void assertStable(DecodeResult.Decoded decoded) {
        DecodeResult.Decoded again = Events.decode(decoded.event().json());
        assertThat(again.event().json()).isSameAs(decoded.event().json());
        assertThat(again.event().id()).isEqualTo(decoded.event().id());
        assertThat(again.truncated()).isEqualTo(decoded.truncated());
    }
}
