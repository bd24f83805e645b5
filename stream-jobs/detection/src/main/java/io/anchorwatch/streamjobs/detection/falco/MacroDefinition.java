// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

/**
 * A named piece of a condition.
 *
 * @param index when it was first defined
 * @param visibility when it was last changed: it may use macros that were there by then
 * @param isUsable whether every definition of it could be read
 */
record MacroDefinition(String name, Located condition, int index, int visibility, boolean isUsable) {}
