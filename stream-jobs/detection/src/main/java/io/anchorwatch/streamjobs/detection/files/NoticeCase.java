// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.event.WatchNoticeCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What a watcher says of itself in a rule's test: {@code kind} as in {@code gap} and, where they matter, {@code resource}
 * as in {@code deployments.apps}, {@code changes} (how many objects differ) and {@code detail}.
 */
final class NoticeCase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TIME = SINCE.plusSeconds(60);
    private static final Set<String> KEYS = Set.of("kind", "resource", "changes", "detail");

    private NoticeCase() {}

    static WatchNotice read(Path file, Map<?, ?> yaml) throws IOException {
        JsonNode notice = JSON.valueToTree(yaml);
        if (!KEYS.containsAll(yaml.keySet())) {
            throw new IOException(
                    file + ": a notice has 'kind' and maybe 'resource', 'changes', 'detail', not " + yaml);
        }
        String name = notice.path("kind").asText();
        WatchNotice.Kind kind = WatchNotice.Kind.of(name)
                .orElseThrow(() -> new IOException(file + ": no notice is of the kind '" + name + "'"));
        return WatchNoticeCodec.of(
                "test",
                kind,
                notice.path("resource").asText(""),
                TIME,
                new WatchNoticeCodec.Details(
                        SINCE,
                        "1",
                        "2",
                        notice.path("changes").asLong(),
                        notice.path("detail").asText("")));
    }
}
