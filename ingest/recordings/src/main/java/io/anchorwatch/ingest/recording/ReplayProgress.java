// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

/**
 * How far a replay is.
 *
 * @param bytesRead bytes read of the files as they lie on disk
 * @param bytesTotal their size at the start
 * @param events events given out
 * @param late of these, the late ones
 * @param outOfRange events left out because of from and to
 * @param badLines bad lines given out
 */
public record ReplayProgress(long bytesRead, long bytesTotal, long events, long late, long outOfRange, long badLines) {}
