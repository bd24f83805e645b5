// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.stub.VendorStub;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A collector of OpenTelemetry: {@code POST /v1/logs} in protobuf or JSON. The credentials are a bearer token; empty
 * asks for none. An alert's id is the attribute {@code alert.id}.
 *
 * <p>Checks the content type, that the body is what it says, times, severities 1 to 24 and attributes whose keys are not
 * empty and not there twice. Records it refuses are counted in {@code partialSuccess}, whose sender must not send again.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP/HTTP</a>
 * @see <a href="https://opentelemetry.io/docs/specs/otel/logs/data-model/">log records</a>
 */
public final class OpenTelemetryStub extends VendorStub {

    private static final int MOST_SEVERITY = 24;
    private static final String PROTOBUF = "application/x-protobuf";

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    private OpenTelemetryStub(StubSetup setup, String token) {
        super(setup, token);
    }

    /** A collector; an empty token lets everybody in. */
    public static OpenTelemetryStub start(StubSetup setup, String token) {
        OpenTelemetryStub stub = new OpenTelemetryStub(setup, token);
        stub.open();
        return stub;
    }

    /** The records that were accepted, in order. */
    public List<LogRecord> records() {
        return List.copyOf(records);
    }

    @Override
    protected StubAnswer answer(StubRequest request) {
        if (!request.path().equals("/v1/logs") || !request.method().equals("POST")) {
            return refuse(StubAnswer.of(404), request.method() + " " + request.path());
        }
        if (!faults().credentials().isEmpty() && !authorized(request, "Bearer")) {
            return refuse(StubAnswer.of(401), "not the token");
        }
        boolean json = request.mediaType().equals("application/json");
        if (!json && !request.mediaType().equals(PROTOBUF)) {
            return refuse(StubAnswer.of(415), request.mediaType());
        }
        try {
            ExportLogsServiceResponse answer = take(parse(request, json));
            return json
                    ? StubAnswer.json(200, JsonFormat.printer().print(answer))
                    : new StubAnswer(200, Map.of("Content-Type", PROTOBUF), answer.toByteArray());
        } catch (InvalidProtocolBufferException e) {
            return refuse(StubAnswer.of(400), "not what the content type says");
        }
    }

    private static ExportLogsServiceRequest parse(StubRequest request, boolean json)
            throws InvalidProtocolBufferException {
        if (!json) {
            return ExportLogsServiceRequest.parseFrom(request.body());
        }
        ExportLogsServiceRequest.Builder builder = ExportLogsServiceRequest.newBuilder();
        JsonFormat.parser().ignoringUnknownFields().merge(request.text(), builder);
        return builder.build();
    }

    private ExportLogsServiceResponse take(ExportLogsServiceRequest request) {
        int refused = 0;
        for (ResourceLogs resource : request.getResourceLogsList()) {
            for (ScopeLogs scope : resource.getScopeLogsList()) {
                for (LogRecord log : scope.getLogRecordsList()) {
                    refused += take(log) ? 0 : 1;
                }
            }
        }
        if (refused == 0) {
            return ExportLogsServiceResponse.getDefaultInstance();
        }
        return ExportLogsServiceResponse.newBuilder()
                .setPartialSuccess(ExportLogsPartialSuccess.newBuilder()
                        .setRejectedLogRecords(refused)
                        .setErrorMessage("bad records"))
                .build();
    }

    private boolean take(LogRecord log) {
        String problem = problem(log);
        if (!problem.isEmpty()) {
            violated(problem);
            return false;
        }
        records.add(log);
        accepted(id(log));
        return true;
    }

    private String problem(LogRecord log) {
        if (log.getObservedTimeUnixNano() == 0) {
            return "a record without observedTimeUnixNano";
        }
        int severity = log.getSeverityNumberValue();
        if (severity < 1 || severity > MOST_SEVERITY) {
            return "severityNumber " + severity;
        }
        Set<String> keys = new HashSet<>();
        for (KeyValue attribute : log.getAttributesList()) {
            if (attribute.getKey().isEmpty() || !keys.add(attribute.getKey())) {
                return "an attribute without a key, or there twice: " + attribute.getKey();
            }
        }
        return faults().rejects(id(log)) ? "refused on purpose" : "";
    }

    private static String id(LogRecord log) {
        return log.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("alert.id"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }
}
