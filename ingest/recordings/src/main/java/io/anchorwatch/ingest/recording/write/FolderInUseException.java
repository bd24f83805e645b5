// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording.write;

import java.io.IOException;

/** Another process records into the folder. */
public final class FolderInUseException extends IOException {

    private static final long serialVersionUID = 1L;

    FolderInUseException(String message) {
        super(message);
    }
}
