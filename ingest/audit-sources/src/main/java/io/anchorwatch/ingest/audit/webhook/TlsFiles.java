// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import java.nio.file.Path;
import java.util.Optional;

/**
 * PEM files of the receiver; read again when one of them changes.
 *
 * @param certificateChain the server certificate, then its intermediates
 * @param privateKey its key, PKCS #8, PKCS #1 or SEC 1, not encrypted
 * @param clientCa authorities that sign client certificates; without it no client certificate counts
 */
public record TlsFiles(Path certificateChain, Path privateKey, Optional<Path> clientCa) {}
