// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

import io.anchorwatch.sinks.incident.Fact;
import io.anchorwatch.sinks.incident.Finding;
import io.anchorwatch.sinks.incident.Incident;
import io.anchorwatch.sinks.incident.Tone;
import java.util.List;
import java.util.Optional;

/** A mail's page. */
final class HtmlBody {

    private static final String TABLE =
            "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" ";

    private final Html html = new Html();

    private HtmlBody() {}

    static String of(Incident incident) {
        HtmlBody body = new HtmlBody();
        body.page(incident);
        return body.html.toString();
    }

    private void page(Incident incident) {
        html.raw("<!doctype html><html lang=\"en\"><head>").raw(Style.HEAD).raw("<title>");
        html.text(Mail.subject(incident)).raw("</title></head>");
        html.raw("<body class=\"page\" style=\"" + Style.PAGE + "\">");
        // What a list of mails shows behind the subject.
        html.raw("<div style=\"display:none;max-height:0;overflow:hidden\">")
                .text(incident.summary())
                .raw("</div>");
        html.raw(TABLE + "width=\"100%\"><tr><td align=\"center\" style=\"padding:10px\">");
        html.raw(TABLE + "class=\"card\" style=\"" + Style.CARD + "border-left:6px solid "
                + incident.tone().hex() + "\"><tr><td style=\"" + Style.INSIDE + "\">");
        content(incident);
        html.raw("</td></tr></table><p class=\"soft\" style=\"" + Style.SOFT + "\">Anchorwatch sent this by itself;"
                + " nobody reads answers.</p></td></tr></table></body></html>\n");
    }

    private void content(Incident incident) {
        pill(incident.tone(), incident.label(), "14px");
        html.raw("<h1 class=\"ink\" style=\"" + Style.TITLE + "\">")
                .text(incident.headline())
                .raw("</h1>");
        if (!incident.group().isEmpty()) {
            words("soft", Style.SOFT, incident.groupText());
        }
        Optional<String> own = incident.text(Defang::of);
        List<Finding> shown = incident.findings()
                .subList(
                        0,
                        Math.min(TextBody.DETAIL.findings(), incident.findings().size()));
        if (own.isPresent()) {
            own.get()
                    .strip()
                    .lines()
                    .forEach(line -> html.raw("<p class=\"ink\" style=\"" + Style.WORDS + "\">")
                            .escaped(line)
                            .raw("</p>"));
            shown.forEach(finding -> facts(finding.facts(false)));
            return;
        }
        boolean several = incident.findings().size() > 1 || incident.held().count() > 0;
        shown.forEach(finding -> finding(finding, several));
        more(incident.more(shown.size()), shown.isEmpty());
    }

    private void finding(Finding finding, boolean several) {
        if (several) {
            html.raw("<div class=\"rule\" style=\"" + Style.RULE + "\">");
            pill(Tone.of(finding.severity(), finding.resolved()), finding.label(), "12px");
            html.raw(" <span class=\"ink\" style=\"" + Style.SUBTITLE + "\">")
                    .text(finding.title())
                    .raw("</span></div>");
        }
        words("ink", Style.WORDS, finding.sentence());
        if (!finding.changes().isEmpty()) {
            words("soft", Style.SOFT, "Changed");
            finding.changes().forEach(change -> words("box", Style.CODE, change));
        }
        facts(finding.facts(true));
        finding.runbook()
                .ifPresent(link -> html.raw("<p class=\"soft\" style=\"" + Style.SOFT + "\"><a class=\"link\" style=\""
                                + Style.LINK + "\" href=\"")
                        .escaped(link.toString())
                        .raw("\">Open the runbook</a> on ")
                        .text(String.valueOf(link.getHost()))
                        .raw("</p>"));
    }

    private void facts(List<Fact> facts) {
        html.raw(TABLE + "style=\"margin-top:10px\">");
        for (Fact fact : facts) {
            html.raw("<tr><td class=\"soft\" style=\"" + Style.LABEL + "\">")
                    .text(fact.label())
                    .raw("</td><td class=\"ink\" style=\"" + Style.VALUE + "\">")
                    .text(fact.text())
                    .raw("</td></tr>");
        }
        html.raw("</table>");
    }

    private void more(List<String> lines, boolean alone) {
        if (!lines.isEmpty()) {
            html.raw("<div class=\"rule\" style=\"" + (alone ? "margin-top:12px" : Style.RULE) + "\">");
            lines.forEach(line -> words("ink", Style.WORDS.replace("12px", "4px"), line));
            html.raw("</div>");
        }
    }

    private void pill(Tone tone, String label, String size) {
        html.raw("<span style=\"" + Style.PILL + "font-size:" + size + ";background:" + tone.hex() + ";color:"
                        + tone.ink() + "\">")
                .text(label)
                .raw("</span>");
    }

    private void words(String look, String style, String words) {
        html.raw("<p class=\"" + look + "\" style=\"" + style + "\">")
                .text(words)
                .raw("</p>");
    }
}
