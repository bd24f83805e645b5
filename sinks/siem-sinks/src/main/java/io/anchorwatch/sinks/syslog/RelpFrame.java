// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** {@code TXNR SP COMMAND SP DATALEN [SP DATA] LF}. */
final class RelpFrame {

    private static final int MOST_ANSWER_BYTES = 8192;
    private static final int MOST_WORD = 32;

    private RelpFrame() {}

    static byte[] write(int number, String command, byte[] data) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(data.length + 32);
        frame.writeBytes((number + " " + command + " " + data.length).getBytes(US_ASCII));
        if (data.length > 0) {
            frame.write(' ');
            frame.writeBytes(data);
        }
        frame.write('\n');
        return frame.toByteArray();
    }

    /**
     * Reads the answer to the command of that number: its status code.
     *
     * @throws IOException when something else comes, or the end
     */
    static int readAnswer(InputStream in, int number) throws IOException {
        String of = word(in);
        String command = word(in);
        if (!of.equals(Integer.toString(number)) || !command.equals("rsp")) {
            throw new RelpException(
                    command.equals("serverclose") ? "ends the session" : "does not answer as RELP asks it to");
        }
        byte[] data = data(in);
        String code = new String(data, 0, Math.min(3, data.length), US_ASCII);
        if (!code.matches("[0-9]{3}")) {
            throw new RelpException("answers without a status");
        }
        return Integer.parseInt(code);
    }

    private static byte[] data(InputStream in) throws IOException {
        StringBuilder digits = new StringBuilder();
        int c = in.read();
        while (c >= '0' && c <= '9' && digits.length() < MOST_WORD) {
            digits.append((char) c);
            c = in.read();
        }
        if (!digits.toString().matches("[0-9]{1,6}") || Integer.parseInt(digits.toString()) > MOST_ANSWER_BYTES) {
            throw new RelpException("answers with a length that is none");
        }
        int length = Integer.parseInt(digits.toString());
        byte[] data = length == 0 ? new byte[0] : in.readNBytes(length);
        if (data.length < length) {
            throw new EOFException();
        }
        // Without data the line end may follow the length directly.
        if (c != '\n' && in.read() != '\n') {
            throw new RelpException("answers with a frame that does not end");
        }
        return data;
    }

    private static String word(InputStream in) throws IOException {
        StringBuilder word = new StringBuilder();
        for (int c = in.read(); c != ' '; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c < ' ' || word.length() == MOST_WORD) {
                throw new RelpException("does not answer as RELP asks it to");
            }
            word.append((char) c);
        }
        return word.toString();
    }
}
