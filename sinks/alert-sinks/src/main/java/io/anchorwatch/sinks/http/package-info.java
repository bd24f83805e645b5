// SPDX-License-Identifier: Apache-2.0
/** HTTP for sinks: one request at a time, guarded against being sent where it should not go. */
@NullMarked
package io.anchorwatch.sinks.http;

import org.jspecify.annotations.NullMarked;
