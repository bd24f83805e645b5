// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import io.anchorwatch.ingest.provider.Provider;
import io.anchorwatch.ingest.provider.ProviderLog;
import io.anchorwatch.ingest.provider.ProviderLog.Content;
import java.util.ArrayList;
import java.util.List;

/** Lines and documents of a provider's log service; other logs in them are passed over. */
final class ProviderLineReader implements LineReader {

    private final Provider provider;
    private final String file;
    private final ReplayOptions options;
    private final ProviderLog log;

    ProviderLineReader(Provider provider, String file, ReplayOptions options) {
        this.provider = provider;
        this.file = file;
        this.options = options;
        this.log = new ProviderLog(provider, options.cluster(), options.named(), options.limits());
    }

    @Override
    public List<ReplayItem> read(long number, byte[] line) {
        List<ReplayItem> items = new ArrayList<>();
        for (Content content : log.read(line)) {
            if (content instanceof Content.Event event) {
                items.add(new ReplayItem.Event(event.decoded().event(), false));
            } else if (content instanceof Content.Bad bad) {
                items.add(new ReplayItem.BadLine(
                        file, number, bad.malformed().reason(), bad.malformed().safe()));
            }
        }
        return items;
    }

    @Override
    public LineReader fork() {
        return new ProviderLineReader(provider, file, options);
    }
}
