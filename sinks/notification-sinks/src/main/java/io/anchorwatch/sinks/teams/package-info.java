// SPDX-License-Identifier: Apache-2.0
/** Microsoft Teams, by a workflow that posts Adaptive Cards. */
@NullMarked
package io.anchorwatch.sinks.teams;

import org.jspecify.annotations.NullMarked;
