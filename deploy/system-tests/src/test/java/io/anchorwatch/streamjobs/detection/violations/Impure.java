// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.violations;

import io.anchorwatch.streamjobs.kafkastreams.DetectionJob;
import java.time.Instant;
import java.util.Random;
import org.slf4j.Logger;
import picocli.CommandLine;

/** Breaks the rules of the core, to show that they bite. */
class Impure {

    Instant now() {
        return Instant.now();
    }

    Random random() {
        return new Random();
    }

    void rest() throws InterruptedException {
        Thread.sleep(1);
    }

    void tell(DetectionJob job, CommandLine line, Logger log) {
        System.out.println(job.problem() + line.getHelp() + log.getName());
    }

    public static void main(String[] args) {}
}
