// SPDX-License-Identifier: Apache-2.0
/** Reading objects as the API server means them, whatever their author wrote. */
@NullMarked
package io.anchorwatch.streamjobs.detection.facts.object;

import org.jspecify.annotations.NullMarked;
