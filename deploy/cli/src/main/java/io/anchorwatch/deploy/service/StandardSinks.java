// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.console.ConsoleConfig;
import io.anchorwatch.sinks.console.ConsoleSink;
import io.anchorwatch.sinks.file.FileConfig;
import io.anchorwatch.sinks.file.FileSink;
import io.anchorwatch.sinks.webhook.WebhookConfig;
import io.anchorwatch.sinks.webhook.WebhookSink;
import java.time.InstantSource;

/** Every kind of sink there is: a new one adds its line here. */
public final class StandardSinks implements SinkFactory {

    private final Appendable console;

    /** {@code console} is where the console sink writes. */
    public StandardSinks(Appendable console) {
        this.console = console;
    }

    @Override
    public AlertSink create(SinkConfig config) {
        if (config instanceof ConsoleConfig table) {
            return new ConsoleSink(table, console);
        }
        if (config instanceof FileConfig file) {
            return new FileSink(file, InstantSource.system());
        }
        if (config instanceof WebhookConfig webhook) {
            return new WebhookSink(webhook, InstantSource.system());
        }
        throw new IllegalArgumentException(
                "no sink is made from a " + config.getClass().getSimpleName());
    }
}
