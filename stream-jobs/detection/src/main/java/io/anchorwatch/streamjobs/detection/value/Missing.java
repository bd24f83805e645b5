// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.value;

/** Values that are not there. */
public enum Missing {
    /** The event has no such field. */
    ABSENT,
    /** The field is there and holds JSON null. */
    NULL
}
