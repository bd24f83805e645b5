// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file of a target's TLS settings cannot be used; the message says which, in one line. */
final class TlsFilesException extends IOException {

    private static final long serialVersionUID = 1L;

    TlsFilesException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
