// SPDX-License-Identifier: Apache-2.0
/** Microsoft Sentinel, by the Logs Ingestion API. */
@NullMarked
package io.anchorwatch.sinks.sentinel;

import org.jspecify.annotations.NullMarked;
