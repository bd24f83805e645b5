// SPDX-License-Identifier: Apache-2.0
/** From the alert topic to the sinks: routing, retries, dead letters. */
@NullMarked
package io.anchorwatch.sinks.dispatch;

import org.jspecify.annotations.NullMarked;
