// SPDX-License-Identifier: Apache-2.0
/** Alerts kept in memory: the reference for what a sink does. */
@NullMarked
package io.anchorwatch.sinks.memory;

import org.jspecify.annotations.NullMarked;
