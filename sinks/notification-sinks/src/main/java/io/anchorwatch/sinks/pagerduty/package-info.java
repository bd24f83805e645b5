// SPDX-License-Identifier: Apache-2.0
/** PagerDuty, by its Events API v2. */
@NullMarked
package io.anchorwatch.sinks.pagerduty;

import org.jspecify.annotations.NullMarked;
