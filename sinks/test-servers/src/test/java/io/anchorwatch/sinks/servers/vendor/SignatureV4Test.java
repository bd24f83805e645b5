// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.servers.stub.StubRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example that AWS computed in its documentation of signatures. */
final class SignatureV4Test {

    private static final String KEY = "AKIDEXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Instant TIME = Instant.parse("2015-08-30T12:36:00Z");

    private final SignatureV4 signature = new SignatureV4("us-east-1", "iam");
    private final StubRequest example = new StubRequest(
            "GET",
            "/?Action=ListUsers&Version=2010-05-08",
            Map.of(
                    "host",
                    "iam.amazonaws.com",
                    "content-type",
                    "application/x-www-form-urlencoded; charset=utf-8",
                    "x-amz-date",
                    "20150830T123600Z",
                    "authorization",
                    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
                            + "SignedHeaders=content-type;host;x-amz-date, "
                            + "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"),
            new byte[0],
            new byte[0]);

    @Test
    void finds_the_documented_signature_good() {
        assertThat(signature.problem(example, KEY, SECRET, TIME)).isEmpty();
    }

    @Test
    void tells_what_is_wrong() {
        assertThat(signature.problem(example, KEY, "other", TIME)).isEqualTo("InvalidSignatureException");
        assertThat(signature.problem(example, "other", SECRET, TIME)).isEqualTo("UnrecognizedClientException");
        assertThat(signature.problem(example, KEY, SECRET, TIME.plus(Duration.ofMinutes(6))))
                .isEqualTo("InvalidSignatureException");
        assertThat(new SignatureV4("us-east-2", "iam").problem(example, KEY, SECRET, TIME))
                .isEqualTo("InvalidSignatureException");
    }
}
