// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.SinkTraits;
import io.anchorwatch.sinks.http.HttpAnswer;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.siem.Chunks;
import io.anchorwatch.sinks.siem.Contrast;
import io.anchorwatch.sinks.siem.Encoded;
import io.anchorwatch.sinks.siem.Gzip;
import io.anchorwatch.sinks.siem.Reply;
import io.anchorwatch.sinks.siem.WholeRequests;
import io.anchorwatch.streamjobs.alert.Alert;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Exports alerts as log records over OTLP/HTTP.
 *
 * <p>A receiver that took some records of a request and refused others says how many, not which. Then the request is sent
 * again in halves until the refused ones stand alone, so that their neighbours may arrive more than once, each time with the
 * same {@code alert.id}.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP/HTTP</a>
 */
public final class OtlpSink implements AlertSink {

    /** Collectors take 20 MiB unless told otherwise, proxies before them often far less. */
    private static final Chunks CHUNKS = new Chunks(500, 1 << 20);

    private final OtlpConfig config;
    private final InstantSource clock;
    private final HttpPoster poster;
    private final Contrast contrast = new Contrast("see whether url is a receiver of OTLP logs");

    /**
     * A sink for good settings.
     *
     * @throws IllegalArgumentException when the settings have problems
     */
    public OtlpSink(OtlpConfig config, InstantSource clock) {
        ConfigChecks.rejectBad(config);
        this.config = config;
        this.clock = clock;
        poster = new HttpPoster(config.target(), clock);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public SinkTraits traits() {
        return SinkTraits.DEFAULT.batches(500).concurrent(4);
    }

    @Override
    public List<DeliveryResult> deliver(List<Alert> batch) {
        return CHUNKS.deliver(
                batch,
                alert -> AlertRecords.of(alert, clock.instant()).toByteArray(),
                part -> contrast.deliver(part, this::send));
    }

    private Reply send(List<Encoded> part) {
        byte[] body;
        try {
            body = request(part);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("what was just encoded cannot be read", e);
        }
        HttpAnswer answer = poster.send(HttpCall.post("/v1/logs", Gzip.compress(body))
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "gzip"));
        if (answer instanceof Status status && status.isGood()) {
            return taken(status, part.size());
        }
        return WholeRequests.reply(config.target(), answer, status -> Optional.empty());
    }

    private Reply taken(Status status, int sent) {
        try {
            long refused = ExportLogsServiceResponse.parseFrom(status.body())
                    .getPartialSuccess()
                    .getRejectedLogRecords();
            if (refused <= 0) {
                return new Reply.Known(DeliveryResult.delivered());
            }
            // What it took besides shows that it can be sent to.
            contrast.taken(refused < sent);
            String said = config.target().origin() + " refused " + (sent == 1 ? "the record" : refused + " records");
            return refused >= sent ? new Reply.Known(new Rejected(said)) : new Reply.Refused(said);
        } catch (InvalidProtocolBufferException e) {
            return new Reply.Known(DeliveryResult.retry(
                    config.target().origin() + " answers as no receiver of OTLP does: correct the url"));
        }
    }

    private static byte[] request(List<Encoded> part) throws InvalidProtocolBufferException {
        ScopeLogs.Builder logs = ScopeLogs.newBuilder()
                .setScope(InstrumentationScope.newBuilder().setName("io.anchorwatch"));
        for (Encoded item : part) {
            logs.addLogRecords(LogRecord.parseFrom(item.bytes()));
        }
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder()
                        .setResource(Resource.newBuilder()
                                .addAttributes(KeyValue.newBuilder()
                                        .setKey("service.name")
                                        .setValue(AnyValue.newBuilder().setStringValue("anchorwatch"))))
                        .addScopeLogs(logs))
                .build()
                .toByteArray();
    }

    @Override
    public void close() {
        poster.close();
    }
}
