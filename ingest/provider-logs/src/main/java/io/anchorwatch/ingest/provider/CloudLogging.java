// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.provider;

import java.io.IOException;
import java.util.Map;

/**
 * Google GKE: entries of Cloud Audit Logs in Cloud Logging.
 *
 * <p>They come one a line or in a list, as an export or the API gives them, or in the messages of Pub/Sub, pushed or pulled.
 * The event itself is gone: {@link GkeEntry} makes one of what is left.
 *
 * @see <a href="https://cloud.google.com/kubernetes-engine/docs/how-to/audit-logging">GKE audit logging</a>
 * @see <a href="https://cloud.google.com/pubsub/docs/push#receive_push">Pub/Sub messages</a>
 */
final class CloudLogging implements Wrapping {

    @Override
    public boolean knows(Json document) {
        try {
            Map<String, Json> fields = document.fields();
            return fields.containsKey("protoPayload")
                    || fields.containsKey("receivedMessages")
                    || document.at("message", "data").isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void open(Json document, Contents out) throws IOException {
        Map<String, Json> fields = document.fields();
        if (document.isArray()) {
            for (Json item : document.items()) {
                open(item, out);
            }
        } else if (fields.containsKey("entries")) {
            open(fields.getOrDefault("entries", document), out);
        } else if (fields.containsKey("receivedMessages")) {
            open(fields.getOrDefault("receivedMessages", document), out);
        } else if (document.at("message", "data").isPresent()) {
            for (Json inside : Json.documents(Packed.base64(document.textAt("message", "data")))) {
                open(inside, out);
            }
        } else if (GkeEntry.isAudit(document)) {
            GkeEntry entry = new GkeEntry(document);
            out.event(entry.cluster(), entry.event());
        } else if (fields.containsKey("auditID")) {
            out.event("", document.bytes());
        } else {
            out.other();
        }
    }
}
