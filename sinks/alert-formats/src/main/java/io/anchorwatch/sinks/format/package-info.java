// SPDX-License-Identifier: Apache-2.0
/** What an alert looks like at its target: pure functions from an alert to bytes or text. */
@NullMarked
package io.anchorwatch.sinks.format;

import org.jspecify.annotations.NullMarked;
