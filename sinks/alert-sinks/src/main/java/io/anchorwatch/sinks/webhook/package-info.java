// SPDX-License-Identifier: Apache-2.0
/** Alerts as CloudEvents over HTTP. */
@NullMarked
package io.anchorwatch.sinks.webhook;

import org.jspecify.annotations.NullMarked;
