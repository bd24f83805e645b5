// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.Sigma;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which outcomes cases have shown. */
final class LeafCoverageTest {

    private static LeafCoverage of(String detection) {
        return new LeafCoverage(Sigma.read(Sigma.rule(detection)).rules().get(0));
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void bothOutcomesOfEachConditionCount() throws IOException {
        LeafCoverage coverage = of("a: {verb: get, userAgent|contains: x}\ncondition: a");
        assertThat(coverage.wanted()).isEqualTo(4);
        assertThat(coverage.covered()).isZero();
        coverage.see(List.of(json("{\"verb\":\"get\",\"userAgent\":\"y\"}")));
        assertThat(coverage.gaps())
                .containsExactly(
                        "t: condition verb equals 'get' was never false",
                        "t: condition userAgent contains 'x' was never true");
        coverage.see(List.of(json("{\"verb\":\"list\",\"userAgent\":\"x\"}")));
        assertThat(coverage.gaps()).isEmpty();
        assertThat(coverage.covered()).isEqualTo(4);
    }

    @Test
    void conditionsThatMatchingSkipsAreSeenToo() throws IOException {
        LeafCoverage coverage = of("a: {verb: get}\nb: {userAgent: x}\ncondition: a or b");
        coverage.see(
                List.of(json("{\"verb\":\"get\",\"userAgent\":\"y\"}"), json("{\"verb\":\"a\",\"userAgent\":\"x\"}")));
        assertThat(coverage.gaps()).isEmpty();
    }

    @Test
    void aReusedAuditIdIsSeenWithinACase() throws IOException {
        LeafCoverage coverage = of("a: {request.auditIdReused: true}\ncondition: a");
        coverage.see(List.of(
                json("{\"auditID\":\"1\",\"stage\":\"ResponseComplete\",\"verb\":\"get\"}"),
                json("{\"auditID\":\"2\",\"stage\":\"ResponseComplete\",\"verb\":\"list\"}")));
        assertThat(coverage.gaps()).hasSize(1);
        coverage.see(List.of(
                json("{\"auditID\":\"1\",\"stage\":\"ResponseComplete\",\"verb\":\"get\"}"),
                json("{\"auditID\":\"1\",\"stage\":\"ResponseComplete\",\"verb\":\"list\"}")));
        assertThat(coverage.gaps()).isEmpty();
    }
}
