// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.language.RuleYaml;
import java.io.StringReader;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads the documents of a YAML file whose author may mean harm. */
final class YamlFile {

    private YamlFile() {}

    /** Work on one document. */
    @FunctionalInterface
    interface Step<T> {
        void run(T subject) throws RuleSyntaxException;
    }

    /** Hands out the documents one by one. A refused one never stops the others; what is no YAML ends the file. */
    static void read(String text, ProblemLog log, Step<Node> step) {
        try {
            Iterator<Node> documents =
                    RuleYaml.create().composeAll(new StringReader(text)).iterator();
            int found = 0;
            while (documents.hasNext()) {
                Node document = documents.next();
                if (!isEmpty(document)) {
                    found++;
                    guarded(log, step, document);
                }
            }
            if (found == 0) {
                log.error(-1, 0, "the file holds no document");
            }
        } catch (MarkedYAMLException invalid) {
            @Nullable Mark mark = invalid.getProblemMark();
            log.error(
                    mark == null ? -1 : mark.getLine(),
                    mark == null ? 0 : mark.getColumn(),
                    "not valid YAML: " + invalid.getProblem());
        } catch (YAMLException invalid) {
            log.error(-1, 0, "not valid YAML: " + firstLine(invalid));
        } catch (StackOverflowError tooDeep) {
            log.error(-1, 0, "nested too deep to be a rule");
        }
    }

    /** Runs what may refuse a document. */
    static <T> void guarded(ProblemLog log, Step<T> step, T subject) {
        try {
            step.run(subject);
        } catch (RuleSyntaxException refused) {
            refused.tell(log);
        } catch (StackOverflowError tooDeep) {
            log.error(-1, 0, "nested too deep to be a rule");
        }
    }

    /** What a {@code ---} at the start or the end of a file leaves. */
    private static boolean isEmpty(Node document) {
        return document instanceof ScalarNode text && text.getValue().isEmpty() && YamlNodes.isNull(text);
    }

    private static String firstLine(Exception problem) {
        return String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
    }
}
