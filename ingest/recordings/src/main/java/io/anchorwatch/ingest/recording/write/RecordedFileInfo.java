// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording.write;

import java.nio.file.Path;

/**
 * A complete file.
 *
 * @param path where it is
 * @param range what it holds
 * @param records how many records that are
 * @param bytes its size on disk
 */
public record RecordedFileInfo(Path path, RecordedRange range, long records, long bytes) {}
