// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.Secret;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header that proves who posted a body and when: {@code t=<unix seconds>,v1=<hex>[,v1=<hex>]}, where each {@code v1} is
 * HMAC-SHA-256 with one of the secrets over {@code t}, a dot and the body. A receiver accepts any match, in constant time,
 * and refuses a {@code t} more than five minutes off its own clock.
 */
final class Signature {

    static final String HEADER = "X-Anchorwatch-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    static String sign(List<Secret> secrets, Instant now, byte[] body) {
        StringBuilder header = new StringBuilder("t=").append(now.getEpochSecond());
        for (Secret secret : secrets) {
            header.append(",v1=").append(mac(secret, now, body));
        }
        return header.toString();
    }

    private static String mac(Secret secret, Instant now, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(UTF_8), ALGORITHM));
            mac.update((now.getEpochSecond() + ".").getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
