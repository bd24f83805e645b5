// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.sinks.AlertSink;

/** A sink and the alerts it gets. The dispatcher closes the sink. */
public record SinkRoute(AlertSink sink, AlertMatcher matcher) {}
