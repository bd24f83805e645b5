// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import io.anchorwatch.streamjobs.alert.Alert;
import java.nio.file.Path;
import java.util.List;

/** One way to run the job. To be held against the others, it needs a name and this. */
interface Engine {

    /** Names it in the test's name. */
    String name();

    /** All that it tells of a corpus, in any order; {@code folder} is its own, and empty. */
    List<Alert> run(SeededCorpus corpus, Path folder) throws Exception;
}
