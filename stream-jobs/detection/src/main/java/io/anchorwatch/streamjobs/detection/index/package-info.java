// SPDX-License-Identifier: Apache-2.0
/**
 * Finds the few rules of thousands that an event can meet: for each rule something that any event must show, and tables
 * that find all of these at once.
 */
@NullMarked
package io.anchorwatch.streamjobs.detection.index;

import org.jspecify.annotations.NullMarked;
