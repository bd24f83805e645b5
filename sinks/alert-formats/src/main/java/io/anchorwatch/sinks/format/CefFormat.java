// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.streamjobs.alert.Alert;
import java.util.Locale;

/**
 * ArcSight's Common Event Format. Keys and lengths are those of its extension dictionary; a value that is longer is cut,
 * counted before escapes. Empty values are left out, and a label never stands alone.
 *
 * @see <a href="https://www.microfocus.com/documentation/arcsight/arcsight-smartconnectors-8.4/pdfdoc/cef-implementation-standard/cef-implementation-standard.pdf">CEF implementation standard 26</a>
 */
final class CefFormat implements AlertFormat {

    /** Of {@code externalId}. The revision, which may not fit, stands in {@code cn2}. */
    private static final int EXTERNAL_ID = 40;

    private static final int SHORT = 63;
    private static final int HOST = 100;
    private static final int NAME = 512;
    private static final int LONG = 1023;
    private static final int CHANGES = 10;

    @Override
    public String id() {
        return "cef";
    }

    @Override
    public String contentType() {
        return "text/plain; charset=utf-8";
    }

    @Override
    public byte[] encode(Alert alert) {
        Line line = new Line();
        line.header("CEF:0");
        line.header(Product.VENDOR);
        line.header(Product.NAME);
        line.header(Product.VERSION);
        line.header(Escapes.cefHeader(alert.rule().id(), LONG));
        line.header(Escapes.cefHeader(Sentence.title(alert), NAME));
        line.header(Integer.toString(SeverityMap.cef(alert.severity())));
        when(line, alert);
        who(line, alert);
        what(line, alert);
        labelled(line, alert);
        return line.text.toString().getBytes(UTF_8);
    }

    private static void when(Line line, Alert alert) {
        line.number("rt", Times.millis(alert.time()));
        line.number("start", Times.millis(alert.episode().firstSeen()));
        line.number("end", Times.millis(alert.episode().lastSeen()));
        line.number("cnt", Math.min(alert.episode().count(), Integer.MAX_VALUE));
        line.value("externalId", alert.id(), EXTERNAL_ID);
        line.value("cat", "alert/" + alert.episode().state().name().toLowerCase(Locale.ROOT), LONG);
        line.value("dvchost", alert.cluster(), HOST);
    }

    private static void who(Line line, Alert alert) {
        line.value("suser", alert.actor().name(), LONG);
        line.value("duser", alert.actor().impersonating(), LONG);
        line.value("spriv", alert.actor().kind(), LONG);
        String address = alert.client().address();
        if (IpText.isV4(address)) {
            line.value("src", address, SHORT);
        } else if (IpText.isV6(address)) {
            line.labelled("c6a2", "Source IPv6 Address", address, SHORT);
        } else {
            // A name, or what only looks like an address: never where a number is parsed.
            line.value("shost", address, LONG);
        }
        line.value("requestClientApplication", alert.client().userAgent(), LONG);
    }

    private static void what(Line line, Alert alert) {
        line.value("act", alert.verb(), SHORT);
        line.value("outcome", alert.outcome().result(), SHORT);
        line.value("reason", alert.outcome().reason(), LONG);
        line.value("request", alert.target().uri(), LONG);
        line.value("deviceExternalId", Evidences.auditId(alert), 255);
        line.value("msg", Sentence.of(alert), LONG);
    }

    private static void labelled(Line line, Alert alert) {
        line.labelled("cs1", "namespace", alert.target().namespace(), LONG);
        line.labelled("cs2", "object", Sentence.object(alert.target()), LONG);
        line.labelled("cs3", "attack", String.join(",", alert.rule().attack()), LONG);
        line.labelled("cs4", "fingerprint", alert.fingerprint(), LONG);
        line.labelled("cs5", "changes", String.join("; ", Sentence.changes(alert, CHANGES)), LONG);
        line.labelled("cs6", "onBehalfOf", alert.actor().onBehalfOf(), LONG);
        line.labelled("cn1", "riskScore", Integer.toString(alert.riskScore()), SHORT);
        line.labelled("cn2", "revision", Integer.toString(alert.episode().revision()), SHORT);
        line.labelled("flexString1", "correlation", correlation(alert.correlation()), LONG);
        line.labelled("flexString2", "ruleHash", alert.rule().logicHash(), LONG);
    }

    private static String correlation(Alert.Correlation correlation) {
        String text = correlation.type() + " " + correlation.window() + " " + correlation.value();
        return text.strip();
    }

    private static final class Line {

        private final StringBuilder text = new StringBuilder(1024);
        private boolean extended;

        void header(String field) {
            text.append(field).append('|');
        }

        void number(String key, long value) {
            value(key, Long.toString(value), SHORT);
        }

        void value(String key, String value, int most) {
            String escaped = Escapes.cefExtension(value, most);
            if (escaped.isEmpty()) {
                return;
            }
            text.append(extended ? " " : "").append(key).append('=').append(escaped);
            extended = true;
        }

        void labelled(String key, String label, String value, int most) {
            if (!Escapes.cefExtension(value, most).isEmpty()) {
                value(key + "Label", label, LONG);
                value(key, value, most);
            }
        }
    }
}
