// SPDX-License-Identifier: Apache-2.0
/** Objects of clusters as a stream of changes: list, then watch, then list again to be sure. */
@NullMarked
package io.anchorwatch.ingest.object;

import org.jspecify.annotations.NullMarked;
