// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a history as files that are not as they should be: events out of order within the lateness of the reader and
 * far beyond it, delivered twice, from clocks that are ahead, and lines that nobody can read between them.
 */
record RecordingFiles(SplittableRandom random) {

    private static final List<String> UNREADABLE = List.of(
            "{nonsense",
            "[]",
            "{\"kind\":\"Event\"}",
            "\u0000\u0001",
            "{\"auditID\":\"x\",\"stage\":\"ResponseComplete\",\"stageTimestamp\":\"yesterday\"}",
            "[".repeat(3_000));

    /** A line and when it was written. */
    private record Line(Instant at, String text) {}

    void write(MadeUpHistory history, Path folder) throws IOException {
        List<Line> audit = new ArrayList<>();
        for (MadeUpHistory.Logged logged : history.audit()) {
            String text = aheadOrNot(logged).toString();
            Instant at = logged.time().plusMillis(delay());
            audit.add(new Line(at, text));
            for (int again = random.nextInt(12); again > 9; again--) {
                audit.add(new Line(at.plusMillis(delay()), text));
            }
        }
        audit.sort(Comparator.comparing(Line::at));
        int cut = random.nextInt(1, audit.size());
        // A rotated file is read before its successor only where their times say so: its first line must be its first.
        Files.write(folder.resolve("audit.log.1.gz"), gzip(text(audit.subList(0, cut))));
        Files.write(folder.resolve("audit.log"), text(audit.subList(cut, audit.size())));
        Files.write(folder.resolve("watch.jsonl"), text(watch(history)));
    }

    /** Most lines stand in order, some are out of it by less than a minute, few by more, and fewer by hours. */
    private long delay() {
        int how = random.nextInt(200);
        if (how == 0) {
            return random.nextInt(3_600_000, 9_000_000);
        }
        if (how < 5) {
            return random.nextInt(60_000, 900_000);
        }
        return how < 60 ? random.nextInt(50_000) : random.nextInt(500);
    }

    private ObjectNode aheadOrNot(MadeUpHistory.Logged logged) {
        ObjectNode event = logged.event();
        int how = random.nextInt(400);
        if (how < 3) {
            long ahead = how == 0 ? random.nextInt(100, 300) : random.nextInt(1, 60);
            event = event.deepCopy();
            event.put("stageTimestamp", logged.time().plusSeconds(ahead).toString());
        }
        return event;
    }

    /** Each resource is listed, then watched; some watches break and go on with another listing. */
    private List<Line> watch(MadeUpHistory history) {
        List<Line> lines = new ArrayList<>();
        for (MadeUpObjects.Kind kind : MadeUpObjects.Kind.values()) {
            Map<String, ObjectNode> known = new TreeMap<>();
            for (MadeUpHistory.Seen seen : history.baseline()) {
                if (seen.kind() == kind) {
                    known.put(seen.object().path("metadata").path("uid").asText(), seen.object());
                }
            }
            lines.add(list(kind, MadeUpHistory.START, known));
            for (MadeUpHistory.Seen seen : history.watch()) {
                if (seen.kind() == kind) {
                    seen(seen, known, lines);
                }
            }
        }
        lines.sort(Comparator.comparing(Line::at));
        return held(lines);
    }

    /** What a watch saw of one kind over some minutes was written later than the rest, in its order. */
    private List<Line> held(List<Line> lines) {
        String kind = MadeUpObjects.Kind.values()[random.nextInt(2)].resource + "\"";
        Instant from = MadeUpHistory.START.plusSeconds(random.nextInt(200, 400));
        Instant until = from.plusSeconds(300);
        return lines.stream()
                .map(line -> line.text().contains(kind)
                                && line.at().isAfter(from)
                                && line.at().isBefore(until)
                        ? new Line(until, line.text())
                        : line)
                .sorted(Comparator.comparing(Line::at))
                .toList();
    }

    private void seen(MadeUpHistory.Seen seen, Map<String, ObjectNode> known, List<Line> lines) {
        String uid = seen.object().path("metadata").path("uid").asText();
        if (seen.type().equals("DELETED")) {
            known.remove(uid);
        } else {
            known.put(uid, seen.object());
        }
        int how = random.nextInt(40);
        if (how == 0) {
            // Missed by the watch, found by the listing after it.
            lines.add(line(seen.kind(), seen.time(), "WATCH_BROKEN", ""));
            lines.add(list(seen.kind(), seen.time().plusMillis(random.nextInt(20_000)), known));
        } else {
            lines.add(event(seen));
            if (how < 3) {
                lines.add(event(seen));
            }
        }
    }

    private static Line event(MadeUpHistory.Seen seen) {
        return line(
                seen.kind(),
                seen.time(),
                "EVENT",
                ",\"event\":{\"type\":\"" + seen.type() + "\",\"object\":" + seen.object() + "}");
    }

    private static Line list(MadeUpObjects.Kind kind, Instant time, Map<String, ObjectNode> known) {
        String items = String.join(
                ",", known.values().stream().map(ObjectNode::toString).toList());
        return line(
                kind,
                time,
                "LIST",
                ",\"object\":{\"kind\":\"" + kind.kind + "List\",\"apiVersion\":\"" + kind.apiVersion()
                        + "\",\"metadata\":{\"resourceVersion\":\"9\"},\"items\":[" + items + "]}");
    }

    private static Line line(MadeUpObjects.Kind kind, Instant time, String op, String rest) {
        String resource = kind.apiVersion() + "/" + kind.resource;
        return new Line(
                time, "{\"ts\":\"" + time + "\",\"resource\":\"" + resource + "\",\"op\":\"" + op + "\"" + rest + "}");
    }

    /** Nothing unreadable comes first: a file is told by its first line. */
    private byte[] text(List<Line> lines) {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(line.text()).append('\n');
            if (random.nextInt(60) == 0) {
                text.append(UNREADABLE.get(random.nextInt(UNREADABLE.size()))).append('\n');
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text);
        }
        return out.toByteArray();
    }
}
