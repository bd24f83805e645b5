// SPDX-License-Identifier: Apache-2.0
/** What Kafka does not take now, kept on disk until it does. */
@NullMarked
package io.anchorwatch.ingest.audit.spool;

import org.jspecify.annotations.NullMarked;
