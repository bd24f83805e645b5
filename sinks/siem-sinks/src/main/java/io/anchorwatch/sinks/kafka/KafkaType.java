// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.kafka;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.siem.FormatSetting;
import java.time.Duration;

/** {@code type: kafka}. */
public final class KafkaType implements SinkType {

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public SinkConfig read(String name, Settings settings) {
        return new KafkaConfig(
                name,
                settings.optional("bootstrap"),
                settings.required("topic", "soc.alerts"),
                FormatSetting.read(
                        settings, AlertFormats.JSON, AlertFormats.ECS, AlertFormats.OCSF, AlertFormats.CLOUDEVENTS),
                settings.textsByName("client"),
                settings.secretsByName("secrets"),
                settings.texts("allowedHosts"),
                settings.texts("allowedCidrs"),
                settings.span("totalTimeout", Duration.ofSeconds(30)));
    }
}
