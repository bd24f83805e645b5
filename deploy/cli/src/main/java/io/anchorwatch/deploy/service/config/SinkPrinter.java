// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import io.anchorwatch.deploy.service.ServiceConfig.SinkRouteConfig;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.console.ConsoleConfig;
import io.anchorwatch.sinks.file.FileConfig;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.webhook.WebhookConfig;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes a sink's settings; a kind that is not known here shows its name and filter only, never a secret. */
final class SinkPrinter {

    private SinkPrinter() {}

    static Map<String, Object> print(SinkRouteConfig route) {
        Map<String, Object> map = settings(route.sink());
        map.put("minimumSeverity", route.filter().minimumSeverity().wireName());
        map.put("includeRules", route.filter().includeRules());
        map.put("excludeRules", route.filter().excludeRules());
        return map;
    }

    private static Map<String, Object> settings(SinkConfig sink) {
        if (sink instanceof ConsoleConfig console) {
            return ConfigPrinter.ordered("type", "console", "colours", console.colours(), "width", console.width());
        }
        if (sink instanceof FileConfig file) {
            return ConfigPrinter.ordered(
                    "type",
                    "file",
                    "path",
                    file.path().toString(),
                    "maxBytes",
                    Quantities.write(file.maxBytes()),
                    "maxAge",
                    Quantities.write(file.maxAge()),
                    "keep",
                    file.keep(),
                    "fsync",
                    file.fsync().name().toLowerCase(Locale.ROOT));
        }
        return sink instanceof WebhookConfig webhook ? webhook(webhook) : ConfigPrinter.ordered();
    }

    private static Map<String, Object> webhook(WebhookConfig webhook) {
        HttpTarget target = webhook.target();
        Map<String, Object> headers = new TreeMap<>();
        target.headers().keySet().forEach(name -> headers.put(name, ConfigPrinter.HIDDEN));
        return ConfigPrinter.ordered(
                "type",
                "webhook",
                "url",
                target.origin() + "/" + ConfigPrinter.HIDDEN,
                "mode",
                webhook.mode().name().toLowerCase(Locale.ROOT),
                "allowPlainHttp",
                target.allowPlainHttp(),
                "allowedHosts",
                target.allowedHosts(),
                "allowedCidrs",
                target.allowedCidrs(),
                "headers",
                headers,
                "connectTimeout",
                Quantities.write(target.connectTimeout()),
                "totalTimeout",
                Quantities.write(target.totalTimeout()),
                "secrets",
                webhook.secrets().stream().map(secret -> ConfigPrinter.HIDDEN).toList());
    }
}
