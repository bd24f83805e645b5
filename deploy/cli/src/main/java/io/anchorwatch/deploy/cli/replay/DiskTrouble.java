// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.sinks.format.PlainText;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;

/** What ends a replay when it can't keep on disk what is too much for memory. */
final class DiskTrouble {

    private DiskTrouble() {}

    static RuntimeException of(IOException trouble) {
        return trouble instanceof ClosedByInterruptException
                ? new CancellationException("interrupted")
                : CliException.environment(
                        "alerts and state can't be kept on disk: "
                                + PlainText.clean(String.valueOf(trouble.getMessage())),
                        "make room in the folder of --state or, without it, in the temporary folder");
    }
}
