// SPDX-License-Identifier: Apache-2.0
/** Events as rules see them: field slots filled in one streaming pass, bodies parsed only on demand. */
@NullMarked
package io.anchorwatch.streamjobs.detection.event;

import org.jspecify.annotations.NullMarked;
