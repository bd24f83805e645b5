// SPDX-License-Identifier: Apache-2.0
/** Seams for rule languages beside Sigma; found by {@link java.util.ServiceLoader}, so that none is loaded unless used. */
@NullMarked
package io.anchorwatch.streamjobs.detection.language;

import org.jspecify.annotations.NullMarked;
