// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.provider;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * OpenShift: the audit log as {@code oc adm node-logs} prints it, the node's name before each event, and as the cluster's
 * log forwarder sends it, with fields of its own beside those of the event.
 *
 * @see <a href="https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/security_and_compliance/audit-log-view">Viewing
 *     audit logs</a>
 */
final class OpenShiftLogs implements Wrapping {

    /** What the forwarder adds; none of it is a field of an event. */
    private static final Set<String> ADDED = Set.of(
            "@timestamp",
            "hostname",
            "k8s_audit_level",
            "kubernetes",
            "log_source",
            "log_type",
            "message",
            "openshift",
            "openshift_audit_level",
            "tag",
            "timestamp",
            "viaq_index_name",
            "viaq_msg_id");

    private static final int MOST_NODE_NAME = 253;

    @Override
    public boolean knows(Json document) {
        try {
            Map<String, Json> fields = document.fields();
            return fields.containsKey("openshift") || fields.containsKey("openshift_audit_level");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public byte[] document(byte[] line) {
        String head = new String(line, 0, Math.min(line.length, MOST_NODE_NAME + 2), ISO_8859_1);
        int space = head.indexOf(' ');
        boolean node = space > 0 && head.startsWith("{", space + 1) && head.charAt(0) != '{';
        return node ? Arrays.copyOfRange(line, space + 1, line.length) : line;
    }

    @Override
    public void open(Json document, Contents out) throws IOException {
        Map<String, Json> fields = document.fields();
        String cluster = document.textAt("openshift", "cluster_id");
        if (fields.containsKey("auditID")) {
            out.event(cluster, knows(document) ? own(fields) : document.bytes());
        } else if (document.textAt("message").startsWith("{")) {
            // An event whose fields were not lifted out of it.
            Json inside = fields.getOrDefault("message", document).unquoted();
            if (inside.fields().containsKey("auditID")) {
                out.event(cluster, inside.bytes());
            } else {
                out.other();
            }
        } else {
            out.other();
        }
    }

    private static byte[] own(Map<String, Json> fields) throws IOException {
        EventWriter event = new EventWriter();
        for (Map.Entry<String, Json> field : fields.entrySet()) {
            if (!ADDED.contains(field.getKey())) {
                event.value(field.getKey(), field.getValue());
            }
        }
        return event.bytes();
    }
}
