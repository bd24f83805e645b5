// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.splunk;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.format.AlertFormat;
import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.http.BaseUrl;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.http.HttpSettings;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.siem.FormatSetting;
import io.anchorwatch.sinks.siem.OwnCredentials;
import io.anchorwatch.sinks.splunk.SplunkConfig.Acknowledgement;
import java.util.List;
import java.util.Optional;

/** {@code type: splunk}. */
public final class SplunkType implements SinkType {

    @Override
    public String name() {
        return "splunk";
    }

    @Override
    public SinkConfig read(String name, Settings settings) {
        HttpTarget target = OwnCredentials.only(
                        settings, BaseUrl.of(HttpSettings.read(settings, "https://splunk.example.org:8088")), "token")
                .with(new HttpAuth.Token("Splunk", settings.secret("token")));
        AlertFormat format = FormatSetting.read(settings, AlertFormats.JSON, AlertFormats.ECS, AlertFormats.OCSF);
        Acknowledgement usual = Acknowledgement.USUAL;
        Acknowledgement wanted = new Acknowledgement(
                settings.span("acknowledgeEvery", usual.every()), settings.span("acknowledgeWithin", usual.atMost()));
        boolean acknowledge = settings.flag("acknowledge", false);
        for (String key : List.of("acknowledgeEvery", "acknowledgeWithin")) {
            if (settings.has(key) && !acknowledge) {
                settings.problem(key, "is of no use without acknowledge: true");
            }
        }
        return new SplunkConfig(
                name,
                target,
                format,
                settings.optional("index"),
                settings.text("source", "anchorwatch"),
                settings.text("sourcetype", "anchorwatch:alert:" + format.id()),
                acknowledge ? Optional.of(wanted) : Optional.empty());
    }
}
