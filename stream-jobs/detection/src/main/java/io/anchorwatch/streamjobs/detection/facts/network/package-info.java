// SPDX-License-Identifier: Apache-2.0
/** How services and routes open a cluster, and to whom. */
@NullMarked
package io.anchorwatch.streamjobs.detection.facts.network;

import org.jspecify.annotations.NullMarked;
