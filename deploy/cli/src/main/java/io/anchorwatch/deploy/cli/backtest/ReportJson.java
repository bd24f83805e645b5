// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.deploy.cli.backtest.Comparison.Difference;
import io.anchorwatch.deploy.cli.backtest.Comparison.Kind;
import java.util.List;
import java.util.Map;

/** The report for programs, one JSON object. */
final class ReportJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int TOP = 10;

    private ReportJson() {}

    static String write(Report report, int show) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("kind", "BacktestReport").put("apiVersion", "anchorwatch.io/v1");
        history(root.putObject("history"), report.history());
        tested(root.putObject("a"), report.a());
        if (report.b() != null) {
            tested(root.putObject("b"), report.b());
            comparison(root.putObject("comparison"), report.comparison());
        }
        noise(root.putArray("noise"), report, show);
        suggestions(root, report.trial());
        if (!report.costs().isEmpty()) {
            costs(root.putObject("costs"), report);
        }
        return root + "\n";
    }

    private static void history(ObjectNode into, History history) {
        into.put("events", history.read().events()).put("late", history.read().late());
        into.put("outOfRange", history.read().outOfRange())
                .put("badLines", history.read().badLines());
        if (history.first() != null && history.last() != null) {
            into.put("first", history.first().toString())
                    .put("last", history.last().toString());
        }
        into.put("hours", history.hours());
    }

    private static void tested(ObjectNode into, Report.Tested tested) {
        into.put("rules", tested.rules().set().rules().size())
                .put("correlations", tested.rules().set().correlations().size());
        into.put("ruleSet", tested.rules().set().digest())
                .put("from", tested.rules().name());
        into.put("alerts", tested.noise().alerts());
    }

    private static void comparison(ObjectNode into, Comparison comparison) {
        counts(into, comparison.total());
        ArrayNode rules = into.putArray("rules");
        comparison.rules().forEach((rule, diff) -> counts(rules.addObject().put("rule", rule), diff));
        differences(into.putArray("onlyInA"), comparison.shown(Kind.ONLY_A));
        differences(into.putArray("onlyInB"), comparison.shown(Kind.ONLY_B));
        differences(into.putArray("changed"), comparison.shown(Kind.CHANGED));
    }

    private static void counts(ObjectNode into, RuleDiff diff) {
        into.put("bothAlerts", diff.both).put("changedAlerts", diff.changed);
        into.put("onlyInAAlerts", diff.onlyA).put("onlyInBAlerts", diff.onlyB);
    }

    private static void differences(ArrayNode into, List<Difference> differences) {
        for (Difference difference : differences) {
            Telling telling = difference.telling();
            ObjectNode node = into.addObject();
            node.put("id", telling.id()).put("rule", telling.rule());
            node.put("severity", telling.severity().wireName()).put("title", telling.title());
            node.put("time", telling.first().toString()).put("count", telling.count());
            node.put("cluster", telling.cluster()).put("actor", telling.actor());
            node.put("verb", telling.verb()).put("target", telling.target());
            node.put("eventId", telling.eventId());
            if (!difference.how().isEmpty()) {
                node.put("how", difference.how());
            }
        }
    }

    private static void noise(ArrayNode into, Report report, int show) {
        double hours = report.history().hours();
        List<Map.Entry<String, RuleNoise>> rules = report.last().noise().noisiest();
        for (Map.Entry<String, RuleNoise> rule : rules.subList(0, Math.min(show, rules.size()))) {
            RuleNoise noise = rule.getValue();
            ObjectNode node = into.addObject();
            node.put("rule", rule.getKey()).put("title", noise.title());
            node.put("severity", noise.severity().wireName()).put("alerts", noise.alerts());
            node.put("fingerprints", noise.fingerprints());
            node.put("fingerprintsCapped", noise.fingerprints() >= RuleNoise.FINGERPRINTS);
            if (hours > 0) {
                node.put("perHour", noise.alerts() / hours);
            }
            top(node.putArray("actors"), noise.actors(TOP));
            top(node.putArray("namespaces"), noise.namespaces(TOP));
        }
    }

    private static void top(ArrayNode into, List<RuleNoise.Count> counts) {
        counts.forEach(count -> into.addObject().put("name", count.value()).put("alerts", count.alerts()));
    }

    private static void suggestions(ObjectNode root, Trial trial) {
        ArrayNode suggestions = root.putArray("suggestions");
        for (Suggestion suggestion : trial.suggestions()) {
            ObjectNode node = suggestions.addObject();
            node.put("rule", suggestion.scope().rule())
                    .put("actor", suggestion.scope().actor());
            node.put("removes", suggestion.removes()).put("remains", suggestion.remains());
            node.put("hides", suggestion.hides() + ", " + Suggestion.CAVEAT);
            ArrayNode others = node.putArray("otherRules");
            suggestion.otherRules().forEach(others::add);
            node.put("exception", ExceptionWriter.write(suggestion.scope()));
        }
        ObjectNode effects = root.putObject("sideEffects");
        trial.sideEffects().forEach(effects::put);
        ArrayNode unfit = root.putArray("noExceptionFor");
        trial.unfit().forEach(unfit::add);
        ArrayNode bursts = root.putArray("bursts");
        trial.bursts().forEach(bursts::add);
    }

    private static void costs(ObjectNode into, Report report) {
        into.put("requests", report.sampled());
        ArrayNode rules = into.putArray("rules");
        report.costs()
                .forEach(cost -> rules.addObject()
                        .put("rule", cost.rule())
                        .put("share", cost.share())
                        .put("medianNanos", cost.medianNanos())
                        .put("reached", cost.reached()));
    }
}
