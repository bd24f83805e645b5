// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.streamjobs.detection.engine.Explanation;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints explanations: a tree for people, one object a rule for programs. */
final class ExplanationPrinter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;
    private final long line;

    /** {@code line} is where the event stands, from 1. */
    ExplanationPrinter(PrintWriter out, long line) {
        this.out = out;
        this.line = line;
    }

    void print(RuleExplanation each, boolean json) throws JsonProcessingException {
        if (json) {
            ObjectNode node = node(each.rule().id(), each.why().holds());
            node.put("closeness", each.why().closeness());
            if (!each.ruledOutBy().isEmpty()) {
                node.put("ruledOutBy", each.ruledOutBy());
            }
            node.set("condition", tree(each.why()));
            out.println(JSON.writeValueAsString(node));
            return;
        }
        out.println(each.rule().id() + ": " + verdict(each));
        write(each.why(), 1);
    }

    private static String verdict(RuleExplanation each) {
        if (each.why().holds()) {
            return "matches";
        }
        String share = String.format(
                Locale.ROOT,
                "no match, %.0f %% of its clauses are met",
                100 * each.why().closeness());
        return each.ruledOutBy().isEmpty() ? share : share + "; the index rules it out by '" + each.ruledOutBy() + "'";
    }

    void print(CorrelationExplanation each, boolean json) throws JsonProcessingException {
        if (json) {
            ObjectNode node = node(each.rule().id(), !each.matched().isEmpty());
            node.put("correlation", each.condition());
            each.rule().rules().forEach(node.putArray("rules")::add);
            each.matched().forEach(node.putArray("matchedRules")::add);
            out.println(JSON.writeValueAsString(node));
            return;
        }
        out.println(each.rule().id() + ": correlation, "
                + (each.matched().isEmpty() ? "this event does not count for it" : "this event counts for it"));
        out.println("  fires on: " + each.condition());
        each.rule()
                .rules()
                .forEach(base -> out.println("  " + mark(each.matched().contains(base)) + " rule " + base));
    }

    private ObjectNode node(String rule, boolean matched) {
        return JSON.createObjectNode().put("line", line).put("rule", rule).put("matched", matched);
    }

    private void write(Explanation part, int depth) {
        String indent = "  ".repeat(depth);
        out.println(indent + mark(part.holds()) + " " + text(part));
        part.parts().forEach(each -> write(each, depth + 1));
    }

    private static String mark(boolean holds) {
        return holds ? "[yes]" : "[no] ";
    }

    private static String text(Explanation part) {
        return switch (part.kind()) {
            case ALL -> "all of";
            case ANY -> "any of";
            case NOT -> "not";
            case TEST -> part.field() + " " + part.wanted() + "; is " + part.seen();
            case ELEMENTS -> part.wanted() + " of " + part.field() + "; " + part.seen();
            case EXPRESSION -> part.wanted() + (part.failure().isEmpty() ? "" : "; can't answer: " + part.failure());
        };
    }

    private static ObjectNode tree(Explanation part) {
        ObjectNode node = JSON.createObjectNode();
        node.put("kind", part.kind().name().toLowerCase(Locale.ROOT));
        node.put("holds", part.holds());
        put(node, "field", part.field());
        put(node, "wanted", part.wanted());
        put(node, "seen", part.seen());
        put(node, "failure", part.failure());
        if (!part.parts().isEmpty()) {
            ArrayNode parts = node.putArray("parts");
            part.parts().forEach(each -> parts.add(tree(each)));
        }
        return node;
    }

    private static void put(ObjectNode node, String key, String text) {
        if (!text.isEmpty()) {
            node.put(key, text);
        }
    }
}
