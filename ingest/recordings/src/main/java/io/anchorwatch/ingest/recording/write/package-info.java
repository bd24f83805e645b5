// SPDX-License-Identifier: Apache-2.0
/** Writes recordings: a folder of rotated files, each complete or not there. */
@NullMarked
package io.anchorwatch.ingest.recording.write;

import org.jspecify.annotations.NullMarked;
