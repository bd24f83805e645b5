// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.posture;

import io.anchorwatch.streamjobs.detection.facts.podsecurity.Level;
import io.anchorwatch.streamjobs.detection.facts.podsecurity.PodSecurity;
import io.anchorwatch.streamjobs.detection.posture.Chain;
import io.anchorwatch.streamjobs.detection.posture.Exposure;
import io.anchorwatch.streamjobs.detection.posture.Holder;
import io.anchorwatch.streamjobs.detection.posture.NamespaceStandard;
import io.anchorwatch.streamjobs.detection.posture.PostureReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The page's tables on Pod Security, access and addresses. */
final class PostureTables {

    private final PostureReport report;
    private final Html page;

    PostureTables(PostureReport report, Html page) {
        this.report = report;
        this.page = page;
    }

    void write() {
        standards();
        chains();
        exposures();
    }

    private void standards() {
        List<String> checks = new ArrayList<>(PodSecurity.ids(Level.BASELINE));
        checks.addAll(PodSecurity.ids(Level.RESTRICTED));
        checks.removeIf(check ->
                report.standards().stream().noneMatch(row -> row.checks().containsKey(check)));
        page.raw(
                        "<h2 id=\"standards\">Pod Security by namespace</h2>\n<p class=\"soft\">Under each check how many workloads do")
                .raw(
                        " not meet it at the latest version; checks that all meet are left out. Green: the namespace could")
                .raw(" enforce that level now.</p>\n<div class=\"scroll\"><table class=\"matrix sortable\"><thead><tr>")
                .raw("<th>Namespace</th><th>Enforces</th><th>All meet</th><th class=\"n\">Work-<br>loads</th>");
        checks.forEach(check -> page.raw("<th class=\"v\">").text(check).raw("</th>"));
        page.raw("</tr></thead><tbody>\n");
        for (NamespaceStandard row : report.standards()) {
            page.raw("<tr>").cell(row.namespace());
            page.cell(row.known() ? row.enforce().wireName() : "unknown");
            page.raw(row.hasRoom() ? "<td class=\"ok\">" : "<td>")
                    .text(row.met().wireName())
                    .raw("</td>");
            page.number(row.workloads(), "workloads");
            checks.forEach(check -> page.number(row.checks().getOrDefault(check, 0), "not met"));
            page.raw("</tr>\n");
        }
        page.raw("</tbody></table></div>\n");
    }

    private void chains() {
        page.raw(
                        "<h2 id=\"chains\">As good as cluster-admin</h2>\n<p class=\"soft\">Subject ← binding → role, and the first")
                .raw(
                        " rule of the role that alone is enough; ⊃ names the role that aggregation takes it from. In the whole cluster, or in kube-system.</p>\n")
                .raw("<table class=\"cards chains sortable\"><thead><tr><th>Subject</th><th>Binding</th><th>Role</th>")
                .raw("<th>Rule</th><th class=\"n\">Pods</th></tr></thead><tbody>\n");
        for (Chain chain : report.chains()) {
            page.raw("<tr><td><b>").text(chain.subject()).raw("</b></td>");
            page.cell("← " + chain.binding().text()).cell("→ " + Words.role(chain));
            page.raw("<td><code>").text(chain.rule()).raw("</code></td>").number(chain.pods(), "pods");
            page.raw("</tr>\n");
        }
        page.raw("</tbody></table>\n");
    }

    private void exposures() {
        page.raw(
                        "<h2 id=\"exposed\">Reached from outside</h2>\n<table class=\"cards sortable\"><thead><tr><th>Address</th>")
                .raw("<th>Opened by</th><th>Leads to</th></tr></thead><tbody>\n");
        for (Exposure exposure : report.exposures()) {
            String to = exposure.workloads().stream().map(Holder::text).collect(Collectors.joining(", "));
            page.raw("<tr><td><b>").text(exposure.address()).raw("</b></td>");
            page.cell(exposure.via().text())
                    .cell(to.isEmpty() ? "no workload" : to)
                    .raw("</tr>\n");
        }
        page.raw("</tbody></table>\n");
    }
}
