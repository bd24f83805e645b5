// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the sources show and byte code does not. */
class SourceLayoutTest {

    /** The program is made of three parts that stand side by side: its verbs, its service and its operations. */
    private static final Map<String, List<String>> SEVERAL_TREES = Map.of(
            "deploy/cli",
            List.of("io.anchorwatch.deploy.cli", "io.anchorwatch.deploy.service", "io.anchorwatch.deploy.ops"));

    /** The port of all sinks is the root of their packages: other modules of the stage stand below it. */
    private static final String SINKS = "io.anchorwatch.sinks";

    private static final Pattern TEST_METHOD = Pattern.compile("^ +(public )?void (test\\w*)\\(");
    private static final Pattern STAR_IMPORT = Pattern.compile("^import .*\\*;");
    private static final Pattern PACKAGE =
            Pattern.compile("io\\.anchorwatch\\.(ingest|streamjobs|sinks|deploy)\\..*|" + "io\\.anchorwatch\\.sinks");

    private static final Map<String, String> STAGES =
            Map.of("ingest", "ingest", "stream-jobs", "streamjobs", "sinks", "sinks", "deploy", "deploy");

    @Test
    void noPackageIsSplitBetweenModules() {
        assertThat(Sources.packages())
                .allSatisfy((name, modules) -> assertThat(modules).as(name).hasSize(1));
    }

    @Test
    void everyModuleHasAPackageTreeOfItsOwn() {
        Map<String, List<String>> trees = new TreeMap<>();
        Sources.packages()
                .forEach((name, modules) -> trees.computeIfAbsent(
                                modules.iterator().next(), unseen -> new ArrayList<>())
                        .add(name));
        trees.forEach((module, packages) -> {
            List<String> roots = SEVERAL_TREES.getOrDefault(module, List.of(commonParent(packages)));
            assertThat(packages).as(module).allMatch(name -> roots.stream().anyMatch(root -> isBelow(name, root)));
            assertThat(roots)
                    .as("roots of " + module)
                    .allMatch(root -> PACKAGE.matcher(root).matches());
            trees.forEach((other, theirs) -> {
                if (!other.equals(module) && !roots.equals(List.of(SINKS))) {
                    assertThat(theirs)
                            .as(other + " beside " + module)
                            .noneMatch(name -> roots.stream().anyMatch(root -> isBelow(name, root)));
                }
            });
        });
    }

    @Test
    void aPackageIsNamedAfterItsStage() {
        assertThat(Sources.packages()).allSatisfy((name, modules) -> {
            String stage = Path.of(modules.iterator().next()).getName(0).toString();
            assertThat(name).startsWith("io.anchorwatch." + STAGES.get(stage));
        });
    }

    @Test
    void noTestMethodStartsWithTest() {
        assertThat(found("test", TEST_METHOD)).isEmpty();
    }

    @Test
    void noImportHasAStar() {
        assertThat(found("main", STAR_IMPORT)).isEmpty();
        assertThat(found("test", STAR_IMPORT)).isEmpty();
    }

    private static List<String> found(String kind, Pattern pattern) {
        List<String> found = new ArrayList<>();
        for (Path file : Sources.all(kind)) {
            Sources.lines(file).stream()
                    .filter(line -> pattern.matcher(line).find())
                    .forEach(line -> found.add(Sources.name(file) + ": " + line.strip()));
        }
        return found;
    }

    private static boolean isBelow(String name, String root) {
        return name.equals(root) || name.startsWith(root + ".");
    }

    /** The longest package that all of them are in. */
    private static String commonParent(List<String> packages) {
        String common = packages.get(0);
        while (!allBelow(packages, common)) {
            common = common.substring(0, common.lastIndexOf('.'));
        }
        return common;
    }

    private static boolean allBelow(List<String> packages, String root) {
        return packages.stream().allMatch(name -> isBelow(name, root));
    }
}
