// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.Settings;
import java.util.Optional;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Keys that sign requests to AWS. They are asked for at each request, so that a process which renews them needs no restart of
 * this one.
 *
 * @param accessKey the access key's id
 * @param secretKey the secret access key
 * @param sessionToken the token of temporary keys
 */
public record AwsCredentials(Secret accessKey, Secret secretKey, Optional<Secret> sessionToken) {

    /** {@code accessKey}, {@code secretKey} and, of temporary keys, {@code sessionToken}. */
    public static AwsCredentials read(Settings settings) {
        return new AwsCredentials(
                settings.secret("accessKey"), settings.secret("secretKey"), settings.optionalSecret("sessionToken"));
    }

    AwsCredentialsIdentity identity() {
        String access = accessKey.reveal();
        String secret = secretKey.reveal();
        return sessionToken.isPresent()
                ? AwsSessionCredentialsIdentity.create(
                        access, secret, sessionToken.get().reveal())
                : AwsCredentialsIdentity.create(access, secret);
    }
}
