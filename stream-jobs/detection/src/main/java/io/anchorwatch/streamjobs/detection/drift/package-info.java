// SPDX-License-Identifier: Apache-2.0
/** Changes of objects: what an object was, who changed it, and what that means. */
@NullMarked
package io.anchorwatch.streamjobs.detection.drift;

import org.jspecify.annotations.NullMarked;
