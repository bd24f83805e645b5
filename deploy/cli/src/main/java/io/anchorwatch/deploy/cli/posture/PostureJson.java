// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.posture;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.streamjobs.alert.Severity;
import io.anchorwatch.streamjobs.detection.posture.Chain;
import io.anchorwatch.streamjobs.detection.posture.Exposure;
import io.anchorwatch.streamjobs.detection.posture.Finding;
import io.anchorwatch.streamjobs.detection.posture.Fruit;
import io.anchorwatch.streamjobs.detection.posture.Holder;
import io.anchorwatch.streamjobs.detection.posture.NamespaceStandard;
import io.anchorwatch.streamjobs.detection.posture.PostureReport;
import java.util.Collection;

/** The report for programs: {@code anchorwatch/posture/report.v1.json} on the class path is its schema. */
final class PostureJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PostureJson() {}

    static String write(Told told) {
        PostureReport report = told.report();
        ObjectNode root = MAPPER.createObjectNode();
        root.put("kind", "PostureReport").put("apiVersion", "anchorwatch.io/v1");
        root.put("cluster", told.cluster());
        told.time().ifPresent(time -> root.put("time", time.toString()));
        root.put("source", told.source()).put("rules", report.rules());
        texts(root.putArray("kubelets"), report.kubelets());
        counts(root.putObject("counts"), report);
        ArrayNode fruit = root.putArray("lowHangingFruit");
        report.fruit().forEach(one -> fruit(fruit.addObject(), one));
        ArrayNode findings = root.putArray("findings");
        report.findings().forEach(one -> finding(findings.addObject(), one));
        ArrayNode standards = root.putArray("namespaces");
        report.standards().forEach(one -> standard(standards.addObject(), one));
        ArrayNode chains = root.putArray("chains");
        report.chains().forEach(one -> chain(chains.addObject(), one));
        ArrayNode exposed = root.putArray("exposed");
        report.exposures().forEach(one -> exposure(exposed.addObject(), one));
        ObjectNode failed = root.putObject("rulesNotEvaluated");
        report.failed().forEach(failed::put);
        texts(root.putArray("problems"), told.problems());
        return root.toString();
    }

    private static void counts(ObjectNode into, PostureReport report) {
        PostureReport.Counts counts = report.counts();
        into.put("objects", counts.objects()).put("namespaces", counts.namespaces());
        into.put("nodes", counts.nodes()).put("workloads", counts.workloads());
        into.put("pods", counts.pods()).put("podsOver", counts.over());
        into.put("serviceAccounts", counts.accounts()).put("standardRoles", counts.standard());
        ObjectNode severities = into.putObject("findings");
        for (Severity severity : Severity.values()) {
            severities.put(
                    severity.wireName(),
                    report.findings().stream()
                            .filter(finding -> finding.severity() == severity)
                            .count());
        }
    }

    private static void fruit(ObjectNode into, Fruit fruit) {
        into.put("effect", fruit.effect().wireName()).put("title", fruit.title());
        holder(into.putObject("object"), fruit.holder());
        into.put("why", fruit.why()).put("command", fruit.command());
    }

    private static void finding(ObjectNode into, Finding finding) {
        into.put("rule", finding.rule()).put("title", finding.title());
        into.put("severity", finding.severity().wireName()).put("score", finding.score());
        ObjectNode reach = into.putObject("reach");
        texts(reach.putArray("namespaces"), finding.reach().namespaces());
        texts(reach.putArray("subjects"), finding.reach().subjects());
        texts(reach.putArray("nodes"), finding.reach().nodes());
        texts(reach.putArray("addresses"), finding.reach().addresses());
        ArrayNode objects = into.putArray("objects");
        finding.holders().forEach((holder, count) -> {
            ObjectNode object = objects.addObject();
            holder(object, holder);
            object.put("count", count);
        });
        into.put("advice", finding.advice());
    }

    private static void standard(ObjectNode into, NamespaceStandard row) {
        into.put("name", row.namespace());
        into.put("enforce", row.known() ? row.enforce().wireName() : "unknown");
        into.put("enforceVersion", row.version()).put("meets", row.met().wireName());
        into.put("workloads", row.workloads());
        ObjectNode checks = into.putObject("notMet");
        row.checks().forEach(checks::put);
        ArrayNode refused = into.putArray("wouldBeRefused");
        row.refused().forEach(holder -> holder(refused.addObject(), holder));
    }

    private static void chain(ObjectNode into, Chain chain) {
        into.put("subject", chain.subject());
        holder(into.putObject("binding"), chain.binding());
        holder(into.putObject("role"), chain.role());
        holder(into.putObject("ruleFrom"), chain.source());
        into.put("rule", chain.rule()).put("pods", chain.pods());
    }

    private static void exposure(ObjectNode into, Exposure exposure) {
        into.put("address", exposure.address());
        holder(into.putObject("via"), exposure.via());
        ArrayNode workloads = into.putArray("workloads");
        exposure.workloads().forEach(holder -> holder(workloads.addObject(), holder));
    }

    private static void holder(ObjectNode into, Holder holder) {
        into.put("resource", holder.resource());
        into.put("namespace", holder.namespace()).put("name", holder.name());
    }

    private static void texts(ArrayNode into, Collection<String> texts) {
        texts.forEach(into::add);
    }
}
