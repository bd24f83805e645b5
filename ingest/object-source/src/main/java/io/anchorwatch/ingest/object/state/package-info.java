// SPDX-License-Identifier: Apache-2.0
/** Where a watch stands and what it knows, kept on disk. */
@NullMarked
package io.anchorwatch.ingest.object.state;

import org.jspecify.annotations.NullMarked;
