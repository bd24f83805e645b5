// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.alertmanager;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.http.BaseUrl;
import io.anchorwatch.sinks.http.HttpSettings;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.streamjobs.alert.Severity;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** {@code type: alertmanager}. */
public final class AlertmanagerType implements SinkType {

    private static final String EXAMPLE = "https://alertmanager.example.org:9093";

    @Override
    public String name() {
        return "alertmanager";
    }

    @Override
    public SinkConfig read(String name, Settings settings) {
        List<URI> urls = settings.urls("urls", EXAMPLE);
        HttpTarget way = HttpSettings.read(settings, urls.isEmpty() ? URI.create(EXAMPLE) : urls.get(0));
        int all = Math.max(1, urls.size());
        return new AlertmanagerConfig(
                name,
                urls.stream().map(url -> BaseUrl.of(way.at(url))).toList(),
                settings.number("quorum", all, 1, all),
                settings.span("ttl", AlertmanagerConfig.TTL),
                settings.span("keep", AlertmanagerConfig.KEEP),
                settings.textsByName("labels"),
                severities(settings));
    }

    private static Map<Severity, String> severities(Settings settings) {
        Map<Severity, String> severities = new EnumMap<>(Severity.class);
        settings.textsByName("severities")
                .forEach((word, label) -> Arrays.stream(Severity.values())
                        .filter(severity -> severity.wireName().equals(word))
                        .findFirst()
                        .ifPresentOrElse(
                                severity -> severities.put(severity, label),
                                () -> settings.problem(
                                        "severities",
                                        "names one that is none of "
                                                + Arrays.stream(Severity.values())
                                                        .map(Severity::wireName)
                                                        .toList())));
        return severities;
    }
}
