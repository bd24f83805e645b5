// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

/** What all rules that are read together may grow to: lists and macros let a small file stand for a huge one. */
final class Budget {

    /** Characters of one condition with its lists filled in. */
    static final int MAX_CONDITION_CHARS = 4 << 20;

    /** Tests and values of one condition with its macros filled in. */
    static final int MAX_CONDITION_NODES = 50_000;

    /** How deep one condition may nest, macros included. */
    static final int MAX_DEPTH = 200;

    private static final int MAX_CHARS = 64 << 20;
    private static final int MAX_NODES = 2_000_000;

    private long chars;
    private long nodes;

    void chars(int added, int inCondition, long place) throws FalcoException {
        chars += added;
        if (inCondition > MAX_CONDITION_CHARS || chars > MAX_CHARS) {
            throw new FalcoException(
                    place,
                    inCondition > MAX_CONDITION_CHARS
                            ? "with its lists filled in the condition has more than 4 Mi characters"
                            : "with lists filled in the conditions of all rules have more than 64 Mi characters");
        }
    }

    void nodes(int added, int inCondition, long place) throws FalcoException {
        nodes += added;
        if (inCondition > MAX_CONDITION_NODES || nodes > MAX_NODES) {
            throw new FalcoException(
                    place,
                    inCondition > MAX_CONDITION_NODES
                            ? "with its macros filled in the condition has more than " + MAX_CONDITION_NODES
                                    + " tests and values"
                            : "with macros filled in the conditions of all rules have more than " + MAX_NODES
                                    + " tests and values");
        }
    }
}
