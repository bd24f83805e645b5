// SPDX-License-Identifier: Apache-2.0
/** How an object differs from what it was, and which differences mean nothing. */
@NullMarked
package io.anchorwatch.streamjobs.detection.diff;

import org.jspecify.annotations.NullMarked;
