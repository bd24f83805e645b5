// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.console.ConsoleType;
import io.anchorwatch.sinks.file.FileType;
import io.anchorwatch.sinks.webhook.WebhookType;
import java.util.List;
import java.util.Map;

/** Every kind of sink there is: a new one adds its line here. */
public final class SinkTypes {

    private SinkTypes() {}

    /**
     * The kinds.
     *
     * @param terminal whether standard output is a terminal
     * @param environment variables of the process
     */
    public static List<SinkType> all(boolean terminal, Map<String, String> environment) {
        return List.of(new ConsoleType(terminal, environment), new FileType(), new WebhookType());
    }
}
