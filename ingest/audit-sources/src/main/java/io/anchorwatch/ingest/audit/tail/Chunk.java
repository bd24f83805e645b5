// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.tail;

import java.util.List;

/**
 * Lines of one file that go into one transaction.
 *
 * @param origin name of the file as it was when the lines were read
 * @param lines maybe none
 * @param after the position when these lines are done
 */
record Chunk(String origin, List<LogLine> lines, LogPosition after) {}
