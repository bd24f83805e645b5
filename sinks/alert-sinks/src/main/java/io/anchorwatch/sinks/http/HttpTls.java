// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.http;

import java.nio.file.Path;
import java.util.Optional;

/**
 * TLS beyond the platform's authorities. Files are read again when they change.
 *
 * @param authorities PEM certificates to trust instead of the platform's
 * @param certificate PEM client certificate, followed by its chain
 * @param key its PKCS #8 PEM key; with the certificate or not at all
 */
public record HttpTls(Optional<Path> authorities, Optional<Path> certificate, Optional<Path> key) {

    /** The platform's authorities and no client certificate. */
    public static final HttpTls PLATFORM = new HttpTls(Optional.empty(), Optional.empty(), Optional.empty());
}
