// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.index;

import io.anchorwatch.streamjobs.detection.expr.Network;
import io.anchorwatch.streamjobs.detection.value.Fold;
import org.jspecify.annotations.Nullable;

/**
 * Something that a field shows, in one of its values when it has several.
 *
 * @param field as rules name it
 * @param text folded; empty for networks and presence
 * @param network for {@link Kind#NETWORK} only
 */
record Clue(String field, Kind kind, String text, @Nullable Network network) {

    /** Shorter parts are found in too many texts to tell anything. */
    static final int MIN_PART = 3;

    /** More of a text would only make tables large. */
    private static final int MAX_PART = 64;

    /** How the field shows it. */
    enum Kind {
        /** The whole text. */
        EXACT,
        PREFIX,
        SUFFIX,
        PART,
        /** An address inside. */
        NETWORK,
        /** The field is there, whatever it holds. */
        PRESENT
    }

    static Clue exact(String field, String text) {
        return new Clue(field, Kind.EXACT, Fold.lower(text), null);
    }

    static Clue present(String field) {
        return new Clue(field, Kind.PRESENT, "", null);
    }

    static Clue network(String field, Network network) {
        return new Clue(field, Kind.NETWORK, "", network);
    }

    /** A text that stands at the start, at the end or anywhere; presence when the text is too short to tell. */
    static Clue part(String field, Kind kind, String text) {
        String folded = Fold.lower(text);
        int length = folded.length();
        if (length < MIN_PART) {
            return present(field);
        }
        if (length > MAX_PART) {
            folded = kind == Kind.SUFFIX ? folded.substring(length - MAX_PART) : folded.substring(0, MAX_PART);
        }
        return new Clue(field, kind, folded, null);
    }

    /** Whether it is about the text, so that it can be told from the text alone. */
    boolean isOfText() {
        return kind != Kind.NETWORK && kind != Kind.PRESENT;
    }

    @Override
    public String toString() {
        return switch (kind) {
            case EXACT -> field + " = " + text;
            case PREFIX -> field + " starts with " + text;
            case SUFFIX -> field + " ends with " + text;
            case PART -> field + " contains " + text;
            case NETWORK -> field + " in " + (network == null ? "" : network.cidr());
            case PRESENT -> field + " is there";
        };
    }
}
