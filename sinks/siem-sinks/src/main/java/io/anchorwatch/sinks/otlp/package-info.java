// SPDX-License-Identifier: Apache-2.0
/** Log records of OpenTelemetry, over HTTP. */
@NullMarked
package io.anchorwatch.sinks.otlp;

import org.jspecify.annotations.NullMarked;
