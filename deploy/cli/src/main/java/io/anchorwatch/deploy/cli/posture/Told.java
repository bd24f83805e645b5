// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.posture;

import io.anchorwatch.streamjobs.detection.posture.PostureReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A report with where its objects come from.
 *
 * @param time of the state; empty for files that state none, so that the same files give the same bytes
 * @param source {@code api-server}, {@code recording} or {@code files}
 * @param problems what could not be read, one line each
 */
record Told(String cluster, Optional<Instant> time, String source, List<String> problems, PostureReport report) {

    Told {
        problems = List.copyOf(problems);
    }

    String timeText() {
        return time.map(Instant::toString).orElse("no time stated");
    }
}
