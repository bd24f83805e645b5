// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A processing pipeline in pySigma's format: it makes rules fit the names and values of the events.
 *
 * @param priority pipelines of less priority work first
 * @param vars values of placeholders
 */
record Pipeline(int priority, Map<String, List<String>> vars, List<PipelineItem> items) {

    /** What only writes texts of queries, of which there are none here. */
    private static final List<String> OF_QUERIES = List.of("finalizers");

    static Pipeline read(Node document, ProblemLog log) throws RuleSyntaxException {
        Params params = new Params(document, "a pipeline", log);
        params.text("name", "");
        String priority = params.text("priority", "0");
        if (!priority.matches("-?[0-9]{1,9}")) {
            throw params.place("priority").problem("priority is a whole number");
        }
        params.texts("allowed_backends");
        for (String key : OF_QUERIES) {
            if (params.node(key) != null) {
                params.place(key).warn("'" + key + "' writes texts of queries and changes nothing here");
            }
        }
        Map<String, List<String>> vars = params.lists("vars", false);
        List<PipelineItem> items = Transformations.items(params, "transformations");
        params.end();
        return new Pipeline(Integer.parseInt(priority), vars, items);
    }

    void apply(PipelineRun run) throws RuleSyntaxException {
        run.vars(vars);
        for (PipelineItem item : items) {
            item.apply(run);
        }
    }
}
