// SPDX-License-Identifier: Apache-2.0
/** Prometheus Alertmanager, by its API v2. */
@NullMarked
package io.anchorwatch.sinks.alertmanager;

import org.jspecify.annotations.NullMarked;
