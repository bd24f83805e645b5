// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco.field;

/** What stands in brackets behind a field. */
final class Arguments {

    private Arguments() {}

    /** Whether it is an index: digits, and no leading zero, as Falco has it. */
    static boolean isIndex(String argument) {
        return argument.matches("0|[1-9][0-9]{0,8}");
    }

    /** The index, {@link Json#ALL} when none was given. */
    static int index(String argument) {
        return isIndex(argument) ? Integer.parseInt(argument) : Json.ALL;
    }
}
