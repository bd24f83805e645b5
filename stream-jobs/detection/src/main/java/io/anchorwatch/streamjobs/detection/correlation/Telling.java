// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.alert.Alert;

/**
 * An alert that a group makes.
 *
 * @param opens whether it opens an episode, which correlations above count
 * @param told whether it went out before, when not all earlier events were in
 */
record Telling(Alert alert, boolean opens, boolean told) {}
