// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

/**
 * How a mail looks. Styles stand at the elements, since some programs drop a sheet; the sheet only turns them dark where
 * the reader's program is. No image, nothing fetched.
 *
 * @see <a href="https://www.caniemail.com/features/css-at-media-prefers-color-scheme/">prefers-color-scheme in mail</a>
 */
final class Style {

    private static final String FONT =
            "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
    private static final String BREAK = "overflow-wrap:anywhere;word-break:break-word;";

    static final String HEAD = "<meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
            + "<meta name=\"color-scheme\" content=\"light dark\">"
            + "<meta name=\"supported-color-schemes\" content=\"light dark\">"
            + "<meta name=\"format-detection\" content=\"telephone=no,date=no,address=no,email=no,url=no\">"
            + "<style>:root{color-scheme:light dark}@media (prefers-color-scheme:dark){"
            + ".page{background:#111318!important}.card{background:#1c1f26!important}"
            + ".ink{color:#f0f2f5!important}.soft{color:#a9b1bd!important}"
            + ".box{background:#262b34!important;color:#f0f2f5!important}"
            + ".rule{border-color:#3a404b!important}.link{color:#8ab4ff!important}}</style>";

    static final String PAGE = "margin:0;padding:0;background:#eef0f3;" + FONT;
    static final String CARD = "max-width:640px;width:100%;background:#ffffff;border-radius:8px;text-align:left;";
    static final String INSIDE = "padding:16px 18px 18px;";
    static final String PILL =
            "display:inline-block;padding:3px 10px;border-radius:4px;font-weight:700;letter-spacing:.04em;";
    static final String TITLE = "margin:10px 0 0;font-size:20px;line-height:1.3;color:#14171c;" + BREAK;
    static final String SUBTITLE = "font-size:16px;line-height:1.35;font-weight:700;color:#14171c;" + BREAK;
    static final String WORDS = "margin:12px 0 0;font-size:16px;line-height:1.45;color:#14171c;" + BREAK;
    static final String SOFT = "margin:6px 0 0;font-size:14px;line-height:1.4;color:#5b6472;" + BREAK;
    static final String CODE = "margin:6px 0 0;padding:6px 10px;border-radius:4px;background:#f1f3f6;color:#14171c;"
            + "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:13px;line-height:1.45;"
            + BREAK;
    static final String LABEL =
            "padding:3px 12px 3px 0;font-size:14px;line-height:1.4;color:#5b6472;vertical-align:top;"
                    + "white-space:nowrap;";
    static final String VALUE =
            "padding:3px 0;font-size:14px;line-height:1.4;color:#14171c;vertical-align:top;" + BREAK;
    static final String LINK = "color:#0b57d0;font-weight:700;";
    static final String RULE = "border-top:1px solid #dfe3e8;margin-top:18px;padding-top:16px;";

    private Style() {}
}
