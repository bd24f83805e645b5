// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process holds of the machine's memory. */
record Memory(long mebibytes) {

    /** Resident set, of a process of this Linux. */
    static Memory of(Process process) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return new Memory(Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024);
            }
        }
        throw new IOException("the process is gone");
    }

    @Override
    public String toString() {
        return mebibytes + " MiB";
    }
}
