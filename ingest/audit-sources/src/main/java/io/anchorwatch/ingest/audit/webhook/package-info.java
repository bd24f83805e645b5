// SPDX-License-Identifier: Apache-2.0
/** The audit webhook backend that API servers post to. */
@NullMarked
package io.anchorwatch.ingest.audit.webhook;

import org.jspecify.annotations.NullMarked;
