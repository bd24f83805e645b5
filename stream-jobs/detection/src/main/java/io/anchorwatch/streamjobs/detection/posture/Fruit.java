// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import java.util.Comparator;

/**
 * A low-hanging fruit: one command that makes the cluster safer.
 *
 * @param effect whether the objects show that nothing depends on what it takes away
 * @param holder the one object that it changes
 * @param title what it is about
 * @param why what the objects show
 * @param command for a POSIX shell; empty where a name can't be put into one
 */
public record Fruit(Effect effect, Holder holder, String title, String why, String command) {

    /** What breaks nothing first, then by title and object. */
    public static final Comparator<Fruit> ORDER =
            Comparator.comparing(Fruit::effect).thenComparing(Fruit::title).thenComparing(Fruit::holder);

    /** What a fix does to what runs. */
    public enum Effect {
        /** No object that is there now depends on it. */
        BREAKS_NOTHING("breaks-nothing"),
        /** It changes one object; what depends on it outside the cluster can't be seen. */
        ONE_OBJECT("one-object");

        private final String wireName;

        Effect(String wireName) {
            this.wireName = wireName;
        }

        /** Its name in reports. */
        public String wireName() {
            return wireName;
        }
    }
}
