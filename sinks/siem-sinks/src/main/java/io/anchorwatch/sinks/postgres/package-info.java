// SPDX-License-Identifier: Apache-2.0
/** A table of PostgreSQL. */
@NullMarked
package io.anchorwatch.sinks.postgres;

import org.jspecify.annotations.NullMarked;
