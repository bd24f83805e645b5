// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.sinks.Sink;

/** A sink and the alerts it gets. The dispatcher closes the sink. */
public record SinkRoute(Sink sink, AlertMatcher matcher) {}
