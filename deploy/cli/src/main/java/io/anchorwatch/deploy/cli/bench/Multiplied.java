// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

import io.anchorwatch.deploy.cli.CliException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recording made longer: it follows itself as often as it takes, each time later by its own length, as requests of their
 * own (audit ids) for objects of their own (names).
 */
final class Multiplied {

    private static final Pattern CHANGES = Pattern.compile(
            "(?<time>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(?=[.Z])|\"auditID\":\"(?<audit>[^\"\\\\]+)(?=\")");
    private static final Pattern NAME = Pattern.compile("\"objectRef\":\\{[^{}]*?\"name\":\"(?<name>[^\"\\\\]+)\"");
    private static final Pattern STAGE_TIME = Pattern.compile("\"stageTimestamp\":\"([^\"]+)\"");

    private final List<List<Piece>> lines = new ArrayList<>();
    private final long spanSeconds;

    /** Text that stays, a time that is shifted, or text that gets the number of the copy behind it. */
    private record Piece(Kind kind, String text, long seconds) {}

    private enum Kind {
        SAME,
        TIME,
        OWN
    }

    Multiplied(List<byte[]> recorded) {
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        for (byte[] bytes : recorded) {
            String line = new String(bytes, StandardCharsets.UTF_8);
            Matcher stage = STAGE_TIME.matcher(line);
            if (!stage.find()) {
                throw CliException.usage("the file holds a line without stageTimestamp", "name a file of audit events");
            }
            try {
                Instant time = Instant.parse(stage.group(1));
                first = time.isBefore(first) ? time : first;
                last = time.isAfter(last) ? time : last;
                lines.add(pieces(line));
            } catch (DateTimeException noTime) {
                throw CliException.usage("the file holds a time that is none", "name a file of audit events");
            }
        }
        spanSeconds = Duration.between(first, last).toSeconds() + 1;
    }

    private static List<Piece> pieces(String line) {
        Matcher ref = NAME.matcher(line);
        String name = ref.find() ? Pattern.quote('"' + ref.group("name")) + "(?=\")" : "(?!)";
        Matcher change =
                Pattern.compile(CHANGES.pattern() + "|(?<own>" + name + ")").matcher(line);
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (change.find()) {
            pieces.add(new Piece(Kind.SAME, line.substring(at, change.start()), 0));
            at = change.end();
            String time = change.group("time");
            pieces.add(
                    time == null
                            ? new Piece(Kind.OWN, change.group(), 0)
                            : new Piece(
                                    Kind.TIME, time, Instant.parse(time + "Z").getEpochSecond()));
        }
        pieces.add(new Piece(Kind.SAME, line.substring(at), 0));
        return pieces;
    }

    /** Writes that many events. */
    void write(long events, PrintWriter out) {
        for (long i = 0; i < events; i++) {
            long copy = i / lines.size();
            for (Piece piece : lines.get((int) (i % lines.size()))) {
                switch (piece.kind()) {
                    case SAME -> out.write(piece.text());
                    case OWN -> out.write(copy == 0 ? piece.text() : piece.text() + "-" + copy);
                    case TIME -> out.write(shifted(piece, copy));
                }
            }
            out.write('\n');
        }
        out.flush();
    }

    private String shifted(Piece time, long copy) {
        String text = Instant.ofEpochSecond(time.seconds() + copy * spanSeconds).toString();
        return copy == 0 ? time.text() : text.substring(0, text.length() - 1);
    }
}
