// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.format.AlertFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The setting {@code format}. */
public final class FormatSetting {

    private FormatSetting() {}

    /** One of the {@code formats}; the first counts when nothing is set. */
    public static AlertFormat read(Settings settings, AlertFormat... formats) {
        Map<String, AlertFormat> choices = new LinkedHashMap<>();
        for (AlertFormat format : formats) {
            choices.put(format.id(), format);
        }
        return settings.choice("format", choices, formats[0]);
    }
}
