// SPDX-License-Identifier: Apache-2.0
/** Audit events of managed clusters, out of the wrapping that their provider's log service puts round them. */
@NullMarked
package io.anchorwatch.ingest.provider;

import org.jspecify.annotations.NullMarked;
