// SPDX-License-Identifier: Apache-2.0
/** Reads Sigma 2.1 event rules. */
@NullMarked
package io.anchorwatch.streamjobs.detection.sigma;

import org.jspecify.annotations.NullMarked;
