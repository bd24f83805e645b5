// SPDX-License-Identifier: Apache-2.0
/** Slack: an incoming webhook, or a bot that keeps one thread for each finding. */
@NullMarked
package io.anchorwatch.sinks.slack;

import org.jspecify.annotations.NullMarked;
