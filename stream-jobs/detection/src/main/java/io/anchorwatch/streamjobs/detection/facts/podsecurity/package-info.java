// SPDX-License-Identifier: Apache-2.0
/** Pod Security Standards, check by check and version by version. */
@NullMarked
package io.anchorwatch.streamjobs.detection.facts.podsecurity;

import org.jspecify.annotations.NullMarked;
