// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import io.anchorwatch.streamjobs.alert.WireTime;
import java.io.IOException;
import java.util.List;

/**
 * A Detection Finding of OCSF. A finding is the episode: its {@code uid} is the fingerprint, and each telling of it is an
 * event whose {@code metadata.uid} is the delivery id.
 *
 * @see <a href="https://schema.ocsf.io/1.8.0/classes/detection_finding">Detection Finding 1.8.0</a>
 */
final class OcsfFormat implements AlertFormat {

    static final String VERSION = "1.8.0";

    private static final int CATEGORY = 2;
    private static final int CLASS = 2004;

    private enum Activity {
        CREATE(1, "Create", 1, "New"),
        UPDATE(2, "Update", 2, "In Progress"),
        CLOSE(3, "Close", 4, "Resolved");

        private final int id;
        private final String caption;
        private final int statusId;
        private final String status;

        Activity(int id, String caption, int statusId, String status) {
            this.id = id;
            this.caption = caption;
            this.statusId = statusId;
            this.status = status;
        }

        /** A finding that is told again is not created again. */
        static Activity of(Alert.Episode episode) {
            return switch (episode.state()) {
                case OPEN -> episode.revision() == 0 ? CREATE : UPDATE;
                case UPDATE -> UPDATE;
                case CLOSE -> CLOSE;
            };
        }
    }

    @Override
    public String id() {
        return "ocsf";
    }

    @Override
    public String contentType() {
        return AlertTopics.JSON_TYPE;
    }

    @Override
    public byte[] encode(Alert alert) {
        return JsonDoc.write(doc -> write(doc, alert));
    }

    private static void write(JsonDoc doc, Alert alert) throws IOException {
        classification(doc, Activity.of(alert.episode()));
        doc.millis("time", alert.time());
        doc.number("severity_id", SeverityMap.ocsf(alert.severity()));
        doc.text("severity", SeverityMap.ocsfCaption(alert.severity()));
        doc.number("risk_score", alert.riskScore());
        doc.flag("is_alert", true);
        doc.text("message", Sentence.of(alert));
        doc.number("count", Math.min(alert.episode().count(), Integer.MAX_VALUE));
        doc.millis("start_time", alert.episode().firstSeen());
        doc.millis("end_time", alert.episode().lastSeen());
        doc.object("finding_info", info -> finding(info, alert));
        OcsfParts.evidences(doc, alert);
        OcsfParts.resources(doc, alert);
        OcsfParts.observables(doc, alert);
        if (!alert.rule().runbook().isEmpty()) {
            doc.object("remediation", remedy -> {
                remedy.text("desc", alert.rule().runbook());
                remedy.texts("references", alert.rule().references(), Evidences.LIST);
            });
        }
        doc.object("unmapped", unmapped -> OcsfParts.unmapped(unmapped, alert));
        doc.object("metadata", metadata -> metadata(metadata, alert));
    }

    private static void classification(JsonDoc doc, Activity activity) throws IOException {
        doc.number("activity_id", activity.id);
        doc.text("activity_name", activity.caption);
        doc.number("category_uid", CATEGORY);
        doc.text("category_name", "Findings");
        doc.number("class_uid", CLASS);
        doc.text("class_name", "Detection Finding");
        doc.number("type_uid", CLASS * 100L + activity.id);
        doc.text("type_name", "Detection Finding: " + activity.caption);
        doc.number("status_id", activity.statusId);
        doc.text("status", activity.status);
    }

    private static void finding(JsonDoc info, Alert alert) throws IOException {
        info.text("uid", alert.fingerprint());
        info.text("title", Sentence.title(alert));
        info.text("desc", alert.message());
        info.object("analytic", analytic -> {
            analytic.text("uid", alert.rule().id());
            analytic.text("name", Sentence.title(alert));
            analytic.text("version", alert.rule().version());
            analytic.number("type_id", 1);
            analytic.text("type", "Rule");
        });
        attacks(info, Attack.of(alert.rule().attack()));
        info.millis("created_time", alert.episode().firstSeen());
        info.millis("first_seen_time", alert.episode().firstSeen());
        info.millis("last_seen_time", alert.episode().lastSeen());
        if (Evidences.isLink(alert.rule().runbook())) {
            info.text("src_url", alert.rule().runbook());
        }
        info.objects(
                "related_events",
                alert.evidence(),
                Evidences.EVENTS,
                event -> info.text("uid", event.eventId().isEmpty() ? "-" : event.eventId(), Evidences.ID));
    }

    private static void attacks(JsonDoc info, Attack attack) throws IOException {
        List<String> ids = attack.leaves();
        info.objects("attacks", ids, Evidences.LIST, id -> {
            if (id.startsWith("TA")) {
                info.object("tactic", tactic -> attackId(tactic, id));
                return;
            }
            boolean sub = id.indexOf('.') > 0;
            info.object("technique", technique -> attackId(technique, sub ? Attack.parent(id) : id));
            if (sub) {
                info.object("sub_technique", technique -> attackId(technique, id));
            }
        });
    }

    private static void attackId(JsonDoc doc, String id) throws IOException {
        doc.text("uid", id);
        doc.text("name", Attack.name(id));
        doc.text("src_url", Attack.reference(id));
    }

    private static void metadata(JsonDoc metadata, Alert alert) throws IOException {
        metadata.text("version", VERSION);
        metadata.object("product", product -> {
            product.text("name", Product.NAME);
            product.text("vendor_name", Product.VENDOR);
        });
        metadata.text("uid", alert.deliveryId());
        metadata.text("event_code", alert.rule().id());
        metadata.text("original_time", WireTime.format(alert.time()));
        metadata.text("original_event_uid", Evidences.auditId(alert));
        metadata.text("log_name", AlertTopics.ALERTS);
        // Written last, when all that could be cut has been.
        metadata.flag("is_truncated", metadata.isCut());
    }
}
