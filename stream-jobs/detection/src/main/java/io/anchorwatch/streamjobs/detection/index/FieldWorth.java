// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.index;

/** How good the fields of one kind of event are to look for witnesses in. */
@FunctionalInterface
public interface FieldWorth {

    /**
     * The worth of a field, the greater the rather taken; below 0 when it is never worth a look.
     *
     * @param presence only whether it is there would be asked, not what it holds
     */
    int of(String field, boolean presence);
}
