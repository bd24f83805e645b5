// SPDX-License-Identifier: Apache-2.0
/** The audit log file as a source that loses nothing: its position travels in the transaction of its records. */
@NullMarked
package io.anchorwatch.ingest.audit.tail;

import org.jspecify.annotations.NullMarked;
