// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Azure AKS: categories {@code kube-audit} and {@code kube-audit-admin} of diagnostic settings.
 *
 * <p>Event Hubs get {@code {"records": [...]}}, storage accounts a record a line; the event stands in
 * {@code properties.log}, as a text or as an object. With a resource-specific destination an event is a row of the tables
 * AKSAudit and AKSAuditAdmin. A body that was too large is a fixed text in place of an object.
 *
 * @see <a href="https://learn.microsoft.com/en-us/azure/aks/monitor-aks-reference">AKS monitoring data</a>
 * @see <a href="https://learn.microsoft.com/en-us/azure/azure-monitor/reference/tables/aksaudit">AKSAudit</a>
 */
final class DiagnosticSettings implements Wrapping {

    private static final Set<String> CATEGORIES = Set.of("kube-audit", "kube-audit-admin");

    private static final Map<String, String> COLUMNS = columns();

    @Override
    public boolean knows(Json document) {
        try {
            Map<String, Json> fields = document.fields();
            return isRecord(fields)
                    || fields.containsKey("AuditId")
                    || (fields.containsKey("records")
                            && fields.getOrDefault("records", document).isArray());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isRecord(Map<String, Json> fields) {
        return fields.containsKey("category") && fields.containsKey("properties");
    }

    @Override
    public void open(Json document, Contents out) throws IOException {
        Map<String, Json> fields = document.fields();
        if (fields.containsKey("records")) {
            for (Json record : fields.getOrDefault("records", document).items()) {
                open(record, out);
            }
        } else if (document.isArray()) {
            for (Json record : document.items()) {
                open(record, out);
            }
        } else if (fields.containsKey("AuditId")) {
            out.event(cluster(document.textAt("_ResourceId")), row(fields));
        } else if (isRecord(fields) && CATEGORIES.contains(document.textAt("category"))) {
            Json properties = fields.getOrDefault("properties", document).unquoted();
            Json log = properties.fields().get("log");
            if (log == null) {
                out.bad("a record without properties.log", document.bytes());
            } else {
                event(cluster(document.textAt("resourceId")), log, out);
            }
        } else if (fields.containsKey("auditID")) {
            event("", document, out);
        } else {
            out.other();
        }
    }

    private static void event(String cluster, Json log, Contents out) throws IOException {
        Json event = log.unquoted();
        if (event.isObject()) {
            out.event(cluster, OmittedBodies.marked(event));
        } else {
            // No JSON: the codec says what is wrong with it.
            out.event(cluster, log.text().getBytes(UTF_8));
        }
    }

    /** The last part of a resource id, which Azure writes in capitals at some places. */
    private static String cluster(String resourceId) {
        return resourceId.substring(resourceId.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    private static byte[] row(Map<String, Json> columns) throws IOException {
        EventWriter event = new EventWriter();
        event.text("kind", "Event").text("apiVersion", "audit.k8s.io/v1");
        for (Map.Entry<String, String> column : COLUMNS.entrySet()) {
            Json value = columns.get(column.getKey());
            if (value != null) {
                event.value(column.getValue(), value.unquoted());
            }
        }
        return OmittedBodies.marked(new Json(event.bytes()));
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("Level", "level");
        columns.put("AuditId", "auditID");
        columns.put("Stage", "stage");
        columns.put("RequestUri", "requestURI");
        columns.put("Verb", "verb");
        columns.put("User", "user");
        columns.put("SourceIps", "sourceIPs");
        columns.put("UserAgent", "userAgent");
        columns.put("ObjectRef", "objectRef");
        columns.put("ResponseStatus", "responseStatus");
        columns.put("RequestObject", "requestObject");
        columns.put("ResponseObject", "responseObject");
        columns.put("RequestReceivedTime", "requestReceivedTimestamp");
        columns.put("StageReceivedTime", "stageTimestamp");
        columns.put("Annotations", "annotations");
        return columns;
    }
}
