// SPDX-License-Identifier: Apache-2.0
/** Opsgenie, and Jira Service Management, which takes the same alerts. */
@NullMarked
package io.anchorwatch.sinks.opsgenie;

import org.jspecify.annotations.NullMarked;
