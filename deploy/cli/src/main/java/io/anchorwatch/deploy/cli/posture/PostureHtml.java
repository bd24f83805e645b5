// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.posture;

import io.anchorwatch.streamjobs.alert.Severity;
import io.anchorwatch.streamjobs.detection.posture.Finding;
import io.anchorwatch.streamjobs.detection.posture.Fruit;
import io.anchorwatch.streamjobs.detection.posture.Holder;
import io.anchorwatch.streamjobs.detection.posture.PostureReport;
import java.util.List;
import java.util.Map;

/** The report as one page that needs nothing else. */
final class PostureHtml {

    private static final int MOST_HOLDERS = 24;

    private final Told told;
    private final PostureReport report;
    private final Html page = new Html();

    private PostureHtml(Told told) {
        this.told = told;
        this.report = told.report();
    }

    static String render(Told told) {
        PostureHtml html = new PostureHtml(told);
        html.head();
        html.fruit();
        html.findings();
        new PostureTables(told.report(), html.page).write();
        html.method();
        return html.page
                .raw("<script>" + PageParts.SCRIPT + "</script>\n</body>\n</html>\n")
                .toString();
    }

    private void head() {
        page.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + PageParts.policy()
                        + "\">\n<title>Posture of ")
                .text(told.cluster())
                .raw("</title>\n<style>" + PageParts.STYLE + "</style>\n</head>\n<body>\n<h1>Posture of ")
                .text(told.cluster())
                .raw("</h1>\n<p class=\"soft\">")
                .text(told.timeText() + " · from " + source() + " · kubelets "
                        + (report.kubelets().isEmpty() ? "of no stated version" : String.join(", ", report.kubelets()))
                        + " · anchorwatch 0.1.0, rules " + report.rules())
                .raw("</p>\n<p>")
                .text(Words.looked(report.counts()) + ".")
                .raw("</p>\n<dl class=\"tiles\">");
        Severity[] levels = Severity.values();
        for (int i = levels.length - 1; i >= 0; i--) {
            Severity level = levels[i];
            long count = report.findings().stream()
                    .filter(finding -> finding.severity() == level)
                    .count();
            tile("findings " + level.wireName(), count, level.wireName());
        }
        tile("fixes that break nothing", Words.breaksNothing(report), "ok");
        tile("ways to cluster-admin", report.chains().size(), "");
        tile("addresses outside", report.exposures().size(), "");
        page.raw("</dl>\n<nav><a href=\"#fruit\">Low-hanging fruit</a><a href=\"#findings\">Findings</a>")
                .raw("<a href=\"#standards\">Pod Security</a><a href=\"#chains\">Cluster-admin</a>")
                .raw("<a href=\"#exposed\">Addresses</a><a href=\"#method\">Method and limits</a></nav>\n");
    }

    private String source() {
        return switch (told.source()) {
            case "api-server" -> "the API server";
            case "recording" -> "a recording of watches";
            default -> "files";
        };
    }

    private void tile(String name, long count, String kind) {
        page.raw("<div><dt>" + name + "</dt><dd class=\"" + (count == 0 ? "zero" : kind) + "\">" + count
                + "</dd></div>");
    }

    private void fruit() {
        page.raw("<h2 id=\"fruit\">Low-hanging fruit</h2>\n");
        if (report.fruit().isEmpty()) {
            page.raw("<p>None.</p>\n");
        }
        String title = "";
        for (Fruit fruit : report.fruit()) {
            if (!fruit.title().equals(title)) {
                page.raw(title.isEmpty() ? "" : "</ul>\n");
                title = fruit.title();
                boolean safe = fruit.effect() == Fruit.Effect.BREAKS_NOTHING;
                page.raw("<h3>")
                        .text(title)
                        .raw(
                                safe
                                        ? " <span class=\"ok\">breaks nothing</span>"
                                        : " <span class=\"medium\">one object; look before</span>");
                page.raw("</h3>\n<ul class=\"fruit\">\n");
            }
            page.raw("<li class=\"" + fruit.effect().wireName() + "\"><div><b>")
                    .text(fruit.holder().text());
            page.raw("</b> <span class=\"soft\">").text(fruit.why()).raw("</span></div>");
            page.raw(fruit.command().isEmpty() ? "<p class=\"soft\">its name fits in no command" : "<pre>");
            page.text(fruit.command())
                    .raw(fruit.command().isEmpty() ? "</p>" : "</pre>")
                    .raw("</li>\n");
        }
        page.raw(report.fruit().isEmpty() ? "" : "</ul>\n");
    }

    private void findings() {
        page.raw(
                        "<h2 id=\"findings\">Findings</h2>\n<p class=\"soft\">Score = weight of the severity × reach; reach = 1 +")
                .raw(" namespaces + subjects + nodes + addresses.</p>\n<table class=\"cards sortable\"><thead><tr>")
                .raw("<th class=\"n\">Score</th><th>Severity</th><th>Finding</th><th class=\"n\">Objects</th>")
                .raw("<th class=\"n\">Name-<br>spaces</th><th class=\"n\">Sub-<br>jects</th><th class=\"n\">Nodes</th>")
                .raw("<th class=\"n\">Addres-<br>ses</th></tr></thead><tbody>\n");
        report.findings().forEach(this::finding);
        page.raw("</tbody></table>\n");
    }

    private void finding(Finding finding) {
        String level = finding.severity().wireName();
        page.raw("<tr>").number(finding.score(), "score");
        page.raw("<td data-v=\"" + finding.severity().ordinal() + "\"><span class=\"sev " + level + "\">" + level
                + "</span></td><td class=\"wide\"><b>");
        page.text(finding.title())
                .raw("</b> <code class=\"soft\">")
                .text(finding.rule())
                .raw("</code>");
        holders(finding.holders());
        page.raw("<div class=\"soft\">").text(finding.advice()).raw("</div></td>");
        page.number(finding.holders().size(), "objects");
        page.number(finding.reach().namespaces().size(), "namespaces");
        page.number(finding.reach().subjects().size(), "subjects");
        page.number(finding.reach().nodes().size(), "nodes");
        page.number(finding.reach().addresses().size(), "addresses").raw("</tr>\n");
    }

    private void holders(Map<Holder, Integer> holders) {
        Words.byResource(holders, MOST_HOLDERS).forEach((resource, names) -> {
            page.raw("<div class=\"mono\"><span class=\"soft\">").text(resource).raw("</span> ");
            for (int i = 0; i < names.size(); i++) {
                page.raw(i == 0 ? "" : ", ").text(names.get(i));
            }
            page.raw("</div>");
        });
        int more = holders.size() - MOST_HOLDERS;
        page.raw(more > 0 ? "<div class=\"soft\">and " + more + " more: -o json has all</div>" : "");
    }

    private void method() {
        page.raw("<h2 id=\"method\">Method and limits</h2>\n<ul>\n");
        Words.METHOD.forEach(line -> page.raw("<li>").text(line).raw("</li>\n"));
        page.raw("<li>")
                .text("Left out: " + Words.leftOut(report.counts()) + ".")
                .raw("</li>\n</ul>\n");
        list("Not read", told.problems());
        list(
                "Rules that could not be evaluated",
                report.failed().entrySet().stream()
                        .map(rule -> rule.getKey() + ": " + rule.getValue())
                        .toList());
    }

    private void list(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            page.raw("<h3>" + title + "</h3>\n<ul>\n");
            lines.forEach(line -> page.raw("<li>").text(line).raw("</li>\n"));
            page.raw("</ul>\n");
        }
    }
}
