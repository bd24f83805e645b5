// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OpenTelemetryStubTest {

    private static final String PATH = "/v1/logs";
    private static final String JSON = """
            {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"observedTimeUnixNano":"1","severityNumber":%d,\
            "attributes":[{"key":"alert.id","value":{"stringValue":"a"}}]}]}]}]}""";

    private final OpenTelemetryStub stub = OpenTelemetryStub.start(StubSetup.plain(), "");
    private final Sender json = new Sender(stub, "Content-Type", "application/json");

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void takes_json_and_counts_what_it_refuses() throws Exception {
        assertThat(json.status(PATH, JSON.formatted(17))).isEqualTo(200);
        assertThat(stub.violations()).isEmpty();
        assertThat(json.post(PATH, JSON.formatted(0)).body()).contains("rejectedLogRecords");
        assertThat(stub.ids()).containsExactly("a");
        assertThat(stub.violations()).hasSize(1);
    }

    @Test
    void takes_protobuf_and_answers_in_it() throws Exception {
        stub.faults().rejectIdsStartingWith("bad");
        ExportLogsServiceRequest logs = ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder()
                        .addScopeLogs(
                                ScopeLogs.newBuilder().addLogRecords(log("a")).addLogRecords(log("bad-1"))))
                .build();
        HttpRequest request = HttpRequest.newBuilder(stub.url().resolve(PATH))
                .header("Content-Type", "application/x-protobuf")
                .POST(BodyPublishers.ofByteArray(logs.toByteArray()))
                .build();
        byte[] answer = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofByteArray())
                .body();
        assertThat(ExportLogsServiceResponse.parseFrom(answer)
                        .getPartialSuccess()
                        .getRejectedLogRecords())
                .isEqualTo(1);
        assertThat(stub.records()).hasSize(1);
    }

    @Test
    void refuses_what_is_neither_and_who_has_no_token() throws Exception {
        assertThat(json.status(PATH, "{\"resourceLogs\":1}")).isEqualTo(400);
        assertThat(new Sender(stub, "Content-Type", "text/plain").status(PATH, "a"))
                .isEqualTo(415);
        stub.faults().credentials("token");
        assertThat(json.status(PATH, JSON.formatted(17))).isEqualTo(401);
    }

    private static LogRecord log(String id) {
        return LogRecord.newBuilder()
                .setObservedTimeUnixNano(1)
                .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_ERROR)
                .addAttributes(KeyValue.newBuilder()
                        .setKey("alert.id")
                        .setValue(AnyValue.newBuilder().setStringValue(id)))
                .build();
    }
}
