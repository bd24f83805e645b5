// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import io.anchorwatch.ingest.event.ObjectChangeCodec;
import io.anchorwatch.ingest.event.ObjectRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lines of a watch recording. */
final class WatchLineReader implements LineReader {

    private final String file;
    private final String cluster;
    private final ObjectChangeCodec codec;
    private final Map<ObjectRef, ResourceHistory> resources = new HashMap<>();

    WatchLineReader(String file, ReplayOptions options) {
        this.file = file;
        this.cluster = options.cluster();
        this.codec = new ObjectChangeCodec(options.limits());
    }

    @Override
    public List<ReplayItem> read(long number, byte[] line) {
        WatchLine parsed = WatchLine.parse(line);
        ReplayOutput out = new ReplayOutput(file, number, cluster, codec);
        if (parsed == null) {
            // What it holds cannot be judged, so none of it is passed on.
            out.bad("not a line of a watch recording", new byte[0]);
        } else {
            resources.computeIfAbsent(parsed.resource(), ResourceHistory::new).read(parsed, out);
        }
        return out.items();
    }
}
