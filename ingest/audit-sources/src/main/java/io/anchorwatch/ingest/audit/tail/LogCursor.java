// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.tail;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log from file to file. A file is finished when a newer one is there and its end is reached; until the
 * first line of the newer one is read, the position stays at the end of the finished one, whose content proves it.
 */
final class LogCursor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogCursor.class);
    private static final int REMEMBERED = 64;

    private final LogDirectory directory;
    private final int maxLineBytes;
    private final TailMetrics metrics;
    private final ArrayDeque<LogPosition> finished = new ArrayDeque<>();
    private LogPosition position;
    private String after;
    private @Nullable OpenLog current;

    LogCursor(LogDirectory directory, LogPosition position, int maxLineBytes, TailMetrics metrics) {
        this.directory = directory;
        this.position = position;
        this.after = position.after();
        this.maxLineBytes = maxLineBytes;
        this.metrics = metrics;
    }

    LogPosition position() {
        return position;
    }

    /** The next lines, or none when there are none yet. */
    Chunk next(int maxLines, long maxBytes) throws IOException {
        OpenLog log = current == null ? locate() : current;
        while (log != null) {
            if (log.truncated()) {
                log = afterTruncation(log);
                continue;
            }
            boolean unproven = log.offset() == 0;
            List<LogLine> lines = log.lines(maxLines, maxBytes);
            if (unproven && !isNext(log)) {
                log.close();
                current = null;
                log = locate();
                continue;
            }
            if (!lines.isEmpty()) {
                return chunk(log, lines);
            }
            Optional<LogFile> newer = newerThan(log);
            if (newer.isEmpty()) {
                break;
            }
            if (log.offset() > 0 && newer.get().beginsAs(log.position(after))) {
                // This one is a copy, maybe unfinished, of a file that will be truncated.
                log = moveOn(log, newer.get(), log.offset(), log.line());
                continue;
            }
            // What was written between our reading to the end and the rotation is there by now.
            lines = log.lines(maxLines, maxBytes);
            if (lines.isEmpty()) {
                lines = log.rest();
            }
            if (!lines.isEmpty()) {
                return chunk(log, lines);
            }
            log = moveOn(log, newer.get(), 0, 0);
        }
        return new Chunk("", List.of(), position);
    }

    private Chunk chunk(OpenLog log, List<LogLine> lines) {
        position = log.position(after);
        return new Chunk(String.valueOf(log.file().path().getFileName()), lines, position);
    }

    /**
     * Whether a file of which nothing is done follows the one that is done. A copy-and-truncate puts a copy with the
     * lines before those that were just read in between, and nothing in this file tells.
     */
    private boolean isNext(OpenLog log) throws IOException {
        List<LogFile> files = directory.list();
        int done = -1;
        if (!position.equals(LogPosition.START)) {
            Optional<LogFile> found = find(files);
            if (found.isEmpty()) {
                return true;
            }
            done = files.indexOf(found.get());
        }
        for (LogFile file : files.subList(done + 1, files.size())) {
            if (file.key().equals(log.file().key())) {
                return true;
            }
            if (!file.empty()) {
                return false;
            }
        }
        return true;
    }

    private @Nullable OpenLog moveOn(OpenLog log, LogFile newer, long offset, long line) throws IOException {
        OpenLog next = open(newer, offset, line);
        if (next != null && offset == 0) {
            finished.addLast(log.position(after));
            if (finished.size() > REMEMBERED) {
                finished.removeFirst();
            }
        }
        if (next != null) {
            log.close();
        }
        return next;
    }

    private @Nullable OpenLog locate() throws IOException {
        List<LogFile> files = directory.list();
        if (position.equals(LogPosition.START)) {
            return files.isEmpty() ? null : open(files.get(0), 0, 0);
        }
        Optional<LogFile> found = find(files);
        if (found.isPresent()) {
            return open(found.get(), position.offset(), position.line());
        }
        if (files.isEmpty() || !LogDirectory.sameFiles(files, directory.list())) {
            return null;
        }
        metrics.positionLost();
        LOG.error("the log file that was read up to byte {} is gone: lines of it may be missing", position.offset());
        Optional<LogFile> rest = files.stream().filter(this::maybeNew).findFirst();
        return rest.isEmpty() ? null : open(rest.get(), 0, 0);
    }

    /** Opens what was listed, or nothing when another file has its path by now. */
    private @Nullable OpenLog open(LogFile file, long offset, long line) throws IOException {
        OpenLog log;
        try {
            log = OpenLog.at(file, offset, line, maxLineBytes);
        } catch (NoSuchFileException e) {
            return null;
        }
        if (!isStill(file)) {
            log.close();
            return null;
        }
        current = log;
        return log;
    }

    private static boolean isStill(LogFile file) throws IOException {
        try {
            return LogFile.of(file.path()).key().equals(file.key());
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** The file of the position: the same one, or else one with the same content, such as its compressed copy. */
    private Optional<LogFile> find(List<LogFile> files) {
        Optional<LogFile> same = files.stream()
                .filter(f -> f.key().equals(position.key()) && holds(f))
                .findFirst();
        return same.isPresent() ? same : files.stream().filter(this::holds).findFirst();
    }

    private boolean holds(LogFile file) {
        return (file.compressed() || file.size() >= position.offset()) && file.beginsAs(position);
    }

    private Optional<LogFile> newerThan(OpenLog log) throws IOException {
        List<LogFile> files = directory.list();
        int own = indexOf(files, log);
        if (own >= 0) {
            if (!directory.isActive(files.get(own))) {
                after = files.get(own).base();
            }
            return files.stream().skip(own + 1L).findFirst();
        }
        return files.stream().filter(this::maybeNew).findFirst();
    }

    private int indexOf(List<LogFile> files, OpenLog log) {
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).key().equals(log.file().key())) {
                return i;
            }
        }
        boolean provable = log.offset() > 0;
        for (int i = 0; provable && i < files.size(); i++) {
            if (files.get(i).beginsAs(log.position(after))) {
                return i;
            }
        }
        return -1;
    }

    private boolean maybeNew(LogFile file) {
        boolean older = !after.isEmpty()
                && !directory.isActive(file)
                && (file.base().equals(after) || LogDirectory.isBefore(file.base(), after));
        return !older && finished.stream().noneMatch(file::beginsAs);
    }

    /** After a copy-and-truncate the rest of what was there stands in the copy. */
    private @Nullable OpenLog afterTruncation(OpenLog log) throws IOException {
        metrics.truncated();
        LogPosition before = log.position(after);
        log.close();
        current = null;
        List<LogFile> files = directory.list();
        Optional<LogFile> copy = files.stream()
                .filter(f -> before.offset() > 0 && !f.key().equals(before.key()) && f.beginsAs(before))
                .findFirst();
        if (copy.isPresent()) {
            return open(copy.get(), before.offset(), before.line());
        }
        LOG.warn(
                "{} was truncated and no copy of it is there: lines may be missing",
                log.file().path());
        Optional<LogFile> same =
                files.stream().filter(f -> f.key().equals(before.key())).findFirst();
        return same.isEmpty() ? null : open(same.get(), 0, 0);
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
        }
    }
}
