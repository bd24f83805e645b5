// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The recorded incident, longer and worse than it was. */
final class Recordings {

    /** What a watch saw of some of its objects. */
    static final Path WATCHED =
            Path.of("../examples/incident-watch.jsonl.gz").toAbsolutePath().normalize();

    /** The wrapped logs of managed clusters, each of which says whose it is. */
    static final Path MANAGED = Path.of("../examples/managed").toAbsolutePath().normalize();

    private Recordings() {}

    /** The incident over and over. */
    static Path repeated(int events, Path file) throws IOException {
        Ran ran = anchorwatch("bench", "--multiply", events, Ran.INCIDENT);
        assertThat(ran.exitCode()).isZero();
        return Files.writeString(file, ran.out());
    }

    /** Lines of a recording in several files: out of order, some twice, some far too late, with rubbish in between. */
    static List<Path> muddled(Path recording, long seed, Path folder) throws IOException {
        Random random = new Random(seed);
        List<List<String>> files = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<String> late = new ArrayList<>();
        for (String line : Files.readAllLines(recording)) {
            List<String> file = files.get(random.nextInt(files.size()));
            (random.nextInt(50) == 0 ? late : file).add(line);
            if (random.nextInt(20) == 0) {
                files.get(random.nextInt(files.size())).add(line);
            }
            if (random.nextInt(200) == 0) {
                file.add(random.nextBoolean() ? "{rubbish" : line.substring(0, line.length() / 2));
            }
            if (random.nextInt(10) == 0 && file.size() > 30) {
                file.add(file.size() - random.nextInt(30), line);
            }
        }
        files.get(0).addAll(late);
        List<Path> paths = new ArrayList<>();
        for (List<String> file : files) {
            paths.add(Files.write(folder.resolve("part-" + paths.size() + ".log"), file));
        }
        return paths;
    }
}
