// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco.field;

import io.anchorwatch.streamjobs.detection.event.AuditView;

/**
 * A field of Falco's {@code k8s_audit} source.
 *
 * @param name its name in rules, without argument
 * @param shape what it holds
 * @param argument what may stand in brackets behind it
 * @param level the least audit level at which it can be there
 * @param path the field of the audit event that holds the same, empty when there is none
 * @param known whether an audit event can tell it at all
 * @param reader how it is read
 */
public record FalcoField(
        String name, Shape shape, Argument argument, Level level, String path, boolean known, Reader reader) {

    /** What a field holds. */
    public enum Shape {
        TEXT,
        LIST,
        NUMBER
    }

    /** What may stand in brackets: nothing, an index from 0, or a key that must be given. */
    public enum Argument {
        NONE,
        INDEX,
        KEY
    }

    /** Audit levels, least first. */
    public enum Level {
        METADATA("Metadata"),
        REQUEST("Request"),
        RESPONSE("RequestResponse");

        private final String wireName;

        Level(String wireName) {
            this.wireName = wireName;
        }

        /** Its name in an audit policy. */
        public String wireName() {
            return wireName;
        }
    }

    /** Reads a field: a text, a list of texts that is not empty, a Long, or {@code Missing.ABSENT}. Never throws. */
    @FunctionalInterface
    public interface Reader {
        /** The value; {@code argument} is empty when none was given. */
        Object read(AuditView event, String argument);
    }

    static FalcoField of(String name, Shape shape, Level level, Reader reader) {
        return new FalcoField(name, shape, Argument.NONE, level, "", true, reader);
    }

    FalcoField with(Argument taken) {
        return new FalcoField(name, shape, taken, level, path, known, reader);
    }

    FalcoField alsoAt(String eventPath) {
        return new FalcoField(name, shape, argument, level, eventPath, known, reader);
    }

    /** A field that audit events never show. */
    FalcoField unknown() {
        return new FalcoField(name, shape, argument, level, path, false, reader);
    }
}
