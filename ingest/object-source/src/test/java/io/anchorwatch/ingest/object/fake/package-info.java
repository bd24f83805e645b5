// SPDX-License-Identifier: Apache-2.0
/** An API server that goes wrong when told to, for tests of this and other modules. */
@NullMarked
package io.anchorwatch.ingest.object.fake;

import org.jspecify.annotations.NullMarked;
