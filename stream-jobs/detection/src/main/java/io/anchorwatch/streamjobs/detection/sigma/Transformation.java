// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.List;

/** What an item of a pipeline does, in one of three reaches. */
sealed interface Transformation {

    /** Changes the rule as a whole. */
    @FunctionalInterface
    interface OfRule {
        void apply(PipelineRun run) throws RuleSyntaxException;
    }

    /** Changes one item. */
    @FunctionalInterface
    interface OfItem {
        Selection apply(Selection.Item item, PipelineRun run) throws RuleSyntaxException;
    }

    /** Renames a field; several names mean any of them. The same list when it leaves the field alone. */
    @FunctionalInterface
    interface OfField {
        List<String> apply(String field, PipelineRun run);
    }

    /** On the rule. */
    record Rule(OfRule step) implements Transformation {}

    /** On each item. */
    record Item(OfItem step) implements Transformation {}

    /** On each field name, those that {@code fieldref} refers to among them. */
    record Field(OfField step) implements Transformation {}
}
