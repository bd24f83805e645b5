// SPDX-License-Identifier: Apache-2.0
/** Two streams, one story: object changes joined with the requests that made them, each judged once. */
@NullMarked
package io.anchorwatch.streamjobs.detection.story;

import org.jspecify.annotations.NullMarked;
