// SPDX-License-Identifier: Apache-2.0
/** Alerts as a table for people at a terminal. */
@NullMarked
package io.anchorwatch.sinks.console;

import org.jspecify.annotations.NullMarked;
