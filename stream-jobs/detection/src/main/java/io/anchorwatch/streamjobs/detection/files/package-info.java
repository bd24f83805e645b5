// SPDX-License-Identifier: Apache-2.0
/** Rule folders on disk or in a jar, and the test cases beside the rules. */
@NullMarked
package io.anchorwatch.streamjobs.detection.files;

import org.jspecify.annotations.NullMarked;
