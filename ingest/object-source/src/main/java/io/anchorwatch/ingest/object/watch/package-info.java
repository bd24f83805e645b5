// SPDX-License-Identifier: Apache-2.0
/** The list and watch loop of one resource. */
@NullMarked
package io.anchorwatch.ingest.object.watch;

import org.jspecify.annotations.NullMarked;
