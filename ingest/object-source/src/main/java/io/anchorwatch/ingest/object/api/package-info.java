// SPDX-License-Identifier: Apache-2.0
/** Raw access to an API server: requests, bodies as they arrive, discovery. */
@NullMarked
package io.anchorwatch.ingest.object.api;

import org.jspecify.annotations.NullMarked;
