// SPDX-License-Identifier: Apache-2.0
/** Alerts as NDJSON in a file that rotates. */
@NullMarked
package io.anchorwatch.sinks.file;

import org.jspecify.annotations.NullMarked;
