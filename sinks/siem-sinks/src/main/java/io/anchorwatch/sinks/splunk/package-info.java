// SPDX-License-Identifier: Apache-2.0
/** Splunk's HTTP Event Collector. */
@NullMarked
package io.anchorwatch.sinks.splunk;

import org.jspecify.annotations.NullMarked;
