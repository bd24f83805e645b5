// SPDX-License-Identifier: Apache-2.0
/** Facts: fields computed by tested Java, so that rules stay short. */
@NullMarked
package io.anchorwatch.streamjobs.detection.facts;

import org.jspecify.annotations.NullMarked;
