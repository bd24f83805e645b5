// SPDX-License-Identifier: Apache-2.0
/** Values of event fields, how text compares, and how a path finds a value in a JSON tree. */
@NullMarked
package io.anchorwatch.streamjobs.detection.value;

import org.jspecify.annotations.NullMarked;
