// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The formats there are. {@code FORMATS.md} of this module tells which field goes where, and the bounds. */
public final class AlertFormats {

    /** The alert as it stands on its topic, whole and exact: {@code schema/alert.v1.json} of the alert model. */
    public static final AlertFormat JSON = new JsonFormat();

    /** Elastic Common Schema 9.4. At most 1 MiB. */
    public static final AlertFormat ECS = new EcsFormat();

    /** OCSF 1.8.0 Detection Finding. At most 1 MiB. */
    public static final AlertFormat OCSF = new OcsfFormat();

    /** ArcSight Common Event Format, version 0. At most 64 KiB. */
    public static final AlertFormat CEF = new CefFormat();

    /** QRadar Log Event Extended Format 2.0. At most 64 KiB. */
    public static final AlertFormat LEEF = new LeefFormat();

    /** CloudEvents 1.0, structured mode, around {@link #JSON}. */
    public static final AlertFormat CLOUDEVENTS = new CloudEventsFormat();

    private static final Map<String, AlertFormat> ALL = byId(List.of(JSON, ECS, OCSF, CEF, LEEF, CLOUDEVENTS));

    private AlertFormats() {}

    /** All formats by their id, in a fixed order. */
    public static Map<String, AlertFormat> all() {
        return ALL;
    }

    private static Map<String, AlertFormat> byId(List<AlertFormat> formats) {
        Map<String, AlertFormat> byId = new LinkedHashMap<>();
        formats.forEach(format -> byId.put(format.id(), format));
        return Collections.unmodifiableMap(byId);
    }
}
