// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.provider;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amazon EKS: control plane logs in CloudWatch Logs.
 *
 * <p>One group holds all logs of a cluster, {@code /aws/eks/NAME/cluster}; those of the audit log stand in streams named
 * {@code kube-apiserver-audit-…}. They leave it by a subscription (packed with gzip, maybe in a Lambda event or a Kinesis
 * record; Firehose writes several without anything between them), by an export to S3 (a time before each event) or by the
 * API ({@code events}).
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html">EKS control plane logging</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html">Subscription
 *     filters</a>
 */
final class CloudWatchLogs implements Wrapping {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z ");
    private static final Pattern GROUP = Pattern.compile("/aws/eks/([^/]+)/cluster");
    private static final String STREAM = "kube-apiserver-audit";
    private static final String CUT = "[Truncated...]";

    @Override
    public boolean knows(Json document) {
        try {
            Map<String, Json> fields = document.fields();
            return fields.containsKey("logEvents")
                    || fields.containsKey("awslogs")
                    || document.textAt("messageType").equals("CONTROL_MESSAGE")
                    || (fields.containsKey("events") && fields.containsKey("searchedLogStreams"))
                    || kinesis(document);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean kinesis(Json document) throws IOException {
        for (Json record : document.fields().getOrDefault("Records", document).items()) {
            if (record.at("kinesis", "data").isPresent()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public byte[] document(byte[] line) {
        Matcher time = TIME.matcher(new String(line, 0, Math.min(line.length, 40), ISO_8859_1));
        return time.lookingAt() ? Arrays.copyOfRange(line, time.end(), line.length) : line;
    }

    @Override
    public void open(Json document, Contents out) throws IOException {
        Map<String, Json> fields = document.fields();
        if (fields.containsKey("awslogs")) {
            inside(document.textAt("awslogs", "data"), out);
        } else if (fields.containsKey("Records")) {
            for (Json record : fields.getOrDefault("Records", document).items()) {
                inside(record.textAt("kinesis", "data"), out);
            }
        } else if (fields.containsKey("logEvents")) {
            logEvents(document, out);
        } else if (fields.containsKey("events")) {
            for (Json event : fields.getOrDefault("events", document).items()) {
                message("", event.textAt("logStreamName"), event.textAt("message"), out);
            }
        } else if (fields.containsKey("auditID")) {
            out.event("", document.bytes());
        } else {
            out.other();
        }
    }

    private void inside(String packed, Contents out) throws IOException {
        for (Json document : Json.documents(Packed.base64(packed))) {
            open(document, out);
        }
    }

    private static void logEvents(Json document, Contents out) throws IOException {
        Matcher group = GROUP.matcher(document.textAt("logGroup"));
        String cluster = group.matches() ? group.group(1) : "";
        for (Json event : document.fields().getOrDefault("logEvents", document).items()) {
            message(cluster, document.textAt("logStream"), event.textAt("message"), out);
        }
    }

    private static void message(String cluster, String stream, String message, Contents out) {
        boolean audit = stream.startsWith(STREAM);
        if (!audit && !stream.isEmpty()) {
            out.other();
        } else if (message.endsWith(CUT)) {
            out.bad("CloudWatch cut the event short: read the audit log where it is whole", message.getBytes(UTF_8));
        } else if (audit || message.startsWith("{")) {
            out.event(cluster, message.getBytes(UTF_8));
        } else {
            out.other();
        }
    }
}
