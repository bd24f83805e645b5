// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.anchorwatch.sinks.format.Escapes;
import io.anchorwatch.sinks.format.SeverityMap;
import io.anchorwatch.sinks.siem.EpochTime;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.WireTime;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One message after RFC 5424. No byte order mark stands before the payload, though the RFC suggests one: parsers of CEF and
 * JSON stumble over it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5424#section-6">RFC 5424, 6</a>
 */
final class SyslogMessage {

    /** The enterprise number that RFC 5612 sets aside for those who have none. */
    private static final String SD_ID = "anchorwatch@32473";

    private static final int MOST_HOST = 255;
    private static final int MOST_MSGID = 32;
    private static final int MOST_ID = 128;

    private SyslogMessage() {}

    /**
     * The message.
     *
     * @param payload the alert in its format
     * @param again whether the receiver may have it already
     * @param cut whether the payload was shortened
     */
    static byte[] encode(Alert alert, int facility, byte[] payload, boolean again, boolean cut) {
        int priority = facility * 8 + SeverityMap.syslog(alert.severity());
        String header = "<" + priority + ">1 " + WireTime.format(EpochTime.bounded(alert.time())) + " "
                + token(alert.cluster(), MOST_HOST) + " anchorwatch - "
                + token(alert.rule().id(), MOST_MSGID) + " [" + SD_ID
                + " alertId=\"" + Escapes.sdParam(alert.deliveryId(), MOST_ID) + "\""
                + (again ? " redelivery=\"1\"" : "") + (cut ? " cut=\"1\"" : "") + "] ";
        ByteArrayOutputStream message = new ByteArrayOutputStream(header.length() + payload.length);
        message.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        message.writeBytes(payload);
        return message.toByteArray();
    }

    /** The length of a message and the message: RFC 6587, 3.4.1. No byte in it can end it early. */
    static byte[] counted(byte[] message) {
        byte[] length = (message.length + " ").getBytes(US_ASCII);
        byte[] framed = new byte[length.length + message.length];
        System.arraycopy(length, 0, framed, 0, length.length);
        System.arraycopy(message, 0, framed, length.length, message.length);
        return framed;
    }

    /** Printable ASCII without spaces, as a field of the header must be. */
    private static String token(String text, int most) {
        StringBuilder token = new StringBuilder();
        text.chars().limit(most).forEach(c -> token.append(c > ' ' && c < 0x7f ? (char) c : '_'));
        return token.isEmpty() ? "-" : token.toString();
    }
}
