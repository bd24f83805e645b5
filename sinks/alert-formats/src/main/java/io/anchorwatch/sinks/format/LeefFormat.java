// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.streamjobs.alert.Alert;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * QRadar's Log Event Extended Format, attributes divided by {@code ^}. Predefined keys where there are any; the rest are
 * custom keys, which a QRadar custom property can read. The format states no lengths: these are ours. Empty values are
 * left out.
 *
 * @see <a href="https://www.ibm.com/docs/en/dsm?topic=overview-predefined-leef-event-attributes">Predefined attributes</a>
 */
final class LeefFormat implements AlertFormat {

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
    private static final String MILLIS_PATTERN = "yyyy-MM-dd'T'HH:mm:ss.SSSX";
    private static final int NAME = 255;
    private static final int LONG = 1023;
    private static final int CHANGES = 10;

    @Override
    public String id() {
        return "leef";
    }

    @Override
    public String contentType() {
        return "text/plain; charset=utf-8";
    }

    @Override
    public byte[] encode(Alert alert) {
        Line line = new Line("LEEF:2.0|" + Product.VENDOR + "|" + Product.NAME + "|" + Product.VERSION + "|"
                + Escapes.leefHeader(alert.rule().id(), NAME) + "|^|");
        line.value("devTime", time(alert.time()), NAME);
        line.value("devTimeFormat", MILLIS_PATTERN, NAME);
        line.value("cat", alert.episode().state().name().toLowerCase(Locale.ROOT), NAME);
        line.value("sev", Integer.toString(SeverityMap.leef(alert.severity())), NAME);
        line.value("policy", Sentence.title(alert), NAME);
        who(line, alert);
        what(line, alert);
        story(line, alert);
        return line.text.toString().getBytes(UTF_8);
    }

    private static void who(Line line, Alert alert) {
        line.value("usrName", alert.actor().name(), NAME);
        String address = alert.client().address();
        line.value(IpText.isIp(address) ? "src" : "srcName", address, NAME);
        line.value("actorKind", alert.actor().kind(), NAME);
        line.value("impersonating", alert.actor().impersonating(), NAME);
        line.value("onBehalfOf", alert.actor().onBehalfOf(), NAME);
        line.value("userAgent", alert.client().userAgent(), LONG);
    }

    private static void what(Line line, Alert alert) {
        line.value("action", alert.verb(), NAME);
        line.value("resource", Sentence.object(alert.target()), LONG);
        line.value("namespace", alert.target().namespace(), NAME);
        line.value("cluster", alert.cluster(), NAME);
        line.value("url", alert.target().uri(), LONG);
        line.value("outcome", alert.outcome().result(), NAME);
        if (alert.outcome().code() != 0) {
            line.value("responseCode", Integer.toString(alert.outcome().code()), NAME);
        }
        line.value("reason", alert.outcome().reason(), LONG);
    }

    private static void story(Line line, Alert alert) {
        line.value("alertId", alert.deliveryId(), NAME);
        line.value("fingerprint", alert.fingerprint(), NAME);
        line.value("riskScore", Integer.toString(alert.riskScore()), NAME);
        line.value("attack", String.join(",", alert.rule().attack()), LONG);
        line.value("auditId", Evidences.auditId(alert), NAME);
        line.value("count", Long.toString(alert.episode().count()), NAME);
        line.value("firstSeen", time(alert.episode().firstSeen()), NAME);
        line.value("lastSeen", time(alert.episode().lastSeen()), NAME);
        line.value("changes", String.join("; ", Sentence.changes(alert, CHANGES)), LONG);
        line.value("msg", Sentence.of(alert), LONG);
    }

    private static String time(Instant time) {
        return MILLIS.format(time);
    }

    private static final class Line {

        private final StringBuilder text;
        private boolean begun;

        Line(String header) {
            text = new StringBuilder(header);
        }

        void value(String key, String value, int most) {
            String clean = Escapes.leefValue(value, most);
            if (clean.isEmpty()) {
                return;
            }
            text.append(begun ? "^" : "").append(key).append('=').append(clean);
            begun = true;
        }
    }
}
