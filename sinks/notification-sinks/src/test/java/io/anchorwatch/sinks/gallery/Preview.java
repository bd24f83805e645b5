// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * Draws a message of Slack or of Teams as a page. An approximation, and says so: sizes and colours are near what the
 * programs show, wrapping is the browser's.
 */
final class Preview {

    private static final String HEAD =
            "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'>"
                    + "<style>:root{color-scheme:light dark}body{margin:0;padding:12px;font:15px/1.45 'Lato',-apple-system,"
                    + "'Segoe UI',Arial,sans-serif;background:#fff;color:#1d1c1d;overflow-wrap:anywhere}"
                    + ".note{font-size:12px;opacity:.6;margin-bottom:8px}.who{font-weight:700}.m{max-width:640px}"
                    + ".answer{margin-left:28px;border-left:2px solid #bbb;padding-left:10px}.m>div{margin:6px 0;white-space:pre-wrap}.header{font-size:18px;font-weight:800}"
                    + ".context{font-size:13px;color:#616061}hr{border:0;border-top:1px solid #ddd}a{color:#1264a3}"
                    + ".card{max-width:600px;border:1px solid #ddd;border-radius:6px;background:#fff;overflow:hidden;font-size:14px}"
                    + ".box{padding:10px 14px}.box.sep{border-top:1px solid #e1e1e1}.attention{background:#f8dada}"
                    + ".warning{background:#fbf0d0}.good{background:#dff0df}.accent{background:#dfe7f8}.emphasis{background:#f0f0f0}"
                    + ".rt{margin:8px 0 0}.Small{margin:3px 0 0}.Medium{font-size:17px}.Bolder{font-weight:700}"
                    + ".subtle{opacity:.65}.Monospace{font-family:Consolas,monospace;font-size:13px}"
                    + ".act{display:inline-block;margin:10px 8px 12px 14px;padding:5px 12px;border:1px solid #bbb;border-radius:4px;"
                    + "font-weight:600}@media (prefers-color-scheme:dark){body{background:#1a1d21;color:#d1d2d3}"
                    + ".context{color:#ababad}hr{border-color:#35373b}a{color:#1d9bd1}.card{background:#292929;border-color:#444}"
                    + ".box.sep{border-color:#444}.attention{background:#4a2326}.warning{background:#463a18}.good{background:#21402a}"
                    + ".accent{background:#23304d}.emphasis{background:#383838}}</style>";

    private final StringBuilder html = new StringBuilder(HEAD);

    private Preview() {}

    static String of(JsonNode message) {
        Preview preview = new Preview();
        if (message.has("blocks")) {
            preview.slack(message);
        } else {
            preview.teams(message.at("/attachments/0/content"));
        }
        return preview.html.toString();
    }

    private void slack(JsonNode message) {
        boolean answer = message.has("thread_ts");
        String where = answer
                ? "in the thread" + (message.path("reply_broadcast").asBoolean() ? " and the channel" : "")
                : "in the channel";
        html.append("<div class=note>Approximation of Slack, ")
                .append(where)
                .append(". Locked phone: ")
                .append(message.path("text").asText())
                .append("</div><div class='m")
                .append(answer ? " answer" : "")
                .append("'><span class=who>Anchorwatch</span> <span class=context>APP 3:07</span>");
        for (JsonNode block : message.path("blocks")) {
            String type = block.path("type").asText();
            if (type.equals("divider")) {
                html.append("<hr>");
                continue;
            }
            JsonNode text = block.has("text") ? block.path("text") : block.at("/elements/0");
            html.append("<div class=").append(type).append('>');
            html.append(
                            text.path("type").asText().equals("mrkdwn")
                                    ? mrkdwn(text.path("text").asText())
                                    : escape(text.path("text").asText()))
                    .append("</div>");
        }
        html.append("</div>");
    }

    /** Bold and links; entities are entities in both languages. */
    private static String mrkdwn(String text) {
        return text.replaceAll("<(https://[^|>]*)\\|([^>]*)>", "<a href='$1'>$2</a>")
                .replaceAll("\\*([^*\n]+)\\*", "<b>$1</b>");
    }

    private void teams(JsonNode card) {
        html.append("<div class=note>Approximation of Teams</div><div class=card>");
        for (JsonNode box : card.path("body")) {
            html.append("<div class='box ")
                    .append(box.path("style").asText())
                    .append(box.path("separator").asBoolean() ? " sep" : "")
                    .append("'>");
            for (JsonNode element : box.path("items")) {
                html.append("<div class='rt ")
                        .append(element.path("spacing").asText())
                        .append("'>");
                element.path("inlines").forEach(this::run);
                html.append(escape(element.path("text").asText())).append("</div>");
            }
            html.append("</div>");
        }
        for (JsonNode action : card.path("actions")) {
            html.append("<span class=act>")
                    .append(escape(action.path("title").asText()))
                    .append("</span>");
        }
        html.append("</div>");
    }

    private void run(JsonNode run) {
        html.append(String.format(
                Locale.ROOT,
                "<span class='%s %s %s %s'>%s</span>",
                run.path("size").asText(),
                run.path("weight").asText(),
                run.path("fontType").asText(),
                run.path("isSubtle").asBoolean() ? "subtle" : "",
                escape(run.path("text").asText())));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
