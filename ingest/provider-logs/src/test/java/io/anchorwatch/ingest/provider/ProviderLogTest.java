// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.provider;

import static io.anchorwatch.ingest.provider.Wrapped.EVENT;
import static io.anchorwatch.ingest.provider.Wrapped.base64;
import static io.anchorwatch.ingest.provider.Wrapped.gzip;
import static io.anchorwatch.ingest.provider.Wrapped.quoted;
import static io.anchorwatch.ingest.provider.Wrapped.record;
import static io.anchorwatch.ingest.provider.Wrapped.subscription;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.AuditEventCodec;
import io.anchorwatch.ingest.event.DecodeResult;
import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.provider.ProviderLog.Content;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ProviderLogTest {

    private static final String AUDIT = "kube-apiserver-audit-0123";

    static Stream<Arguments> whole() {
        String sub = subscription(AUDIT, EVENT);
        String compact = EVENT;
        return Stream.of(
                arguments("subscription", Provider.EKS, sub.getBytes(UTF_8), "prod-eu"),
                arguments("packed subscription", Provider.EKS, gzip(sub), "prod-eu"),
                arguments(
                        "Lambda",
                        Provider.EKS,
                        bytes("{\"awslogs\":{\"data\":\"" + base64(gzip(sub)) + "\"}}"),
                        "prod-eu"),
                arguments(
                        "Kinesis",
                        Provider.EKS,
                        bytes("{\"Records\":[{\"kinesis\":{\"data\":\"" + base64(gzip(sub)) + "\"}}]}"),
                        "prod-eu"),
                arguments("export to S3", Provider.EKS, bytes("2026-03-01T09:30:00.123Z " + compact), "mine"),
                arguments(
                        "API",
                        Provider.EKS,
                        bytes("{\"events\":[{\"logStreamName\":\"" + AUDIT + "\",\"message\":" + quoted(EVENT)
                                + "}],\"searchedLogStreams\":[]}"),
                        "mine"),
                arguments(
                        "Event Hubs",
                        Provider.AKS,
                        bytes("{\"records\":[" + record("kube-audit", quoted(EVENT + "\n")) + "]}"),
                        "prod-aks"),
                arguments(
                        "storage account", Provider.AKS, bytes(record("kube-audit-admin", quoted(EVENT))), "prod-aks"),
                arguments("object", Provider.AKS, bytes(record("kube-audit", EVENT)), "prod-aks"),
                arguments("node-logs", Provider.OPENSHIFT, bytes("ip-10-0-1-2.ec2.internal " + EVENT), "mine"),
                arguments(
                        "forwarder",
                        Provider.OPENSHIFT,
                        bytes(
                                EVENT.replaceFirst(
                                        "\\{",
                                        "{\"@timestamp\":\"2026-03-01T09:30:00Z\",\"log_type\":\"audit\",\"openshift\":{\"cluster_id\":\"c-9\",\"sequence\":7},")),
                        "c-9"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whole")
    void what_was_wrapped_comes_out_the_same(String shape, Provider provider, byte[] message, String cluster) {
        assertThat(ProviderLog.guess(message)).as(shape).contains(provider);
        AuditEvent event = one(provider, message);
        AuditEvent plain =
                ((DecodeResult.Decoded) new AuditEventCodec(EventLimits.DEFAULT).decode("mine", bytes(EVENT))).event();
        assertThat(event.id()).isEqualTo(plain.id());
        assertThat(event.cluster()).isEqualTo(cluster);
        assertThat(event.time()).isEqualTo(plain.time());
    }

    @Test
    void a_plain_event_is_nobodys() {
        assertThat(ProviderLog.guess(bytes(EVENT))).isEmpty();
        for (Provider provider : Provider.values()) {
            assertThat(one(provider, bytes(EVENT)).auditId()).isEqualTo("9f2c");
        }
    }

    @Test
    void a_list_of_events_is_its_events() {
        assertThat(read(Provider.OPENSHIFT, "{\"kind\":\"EventList\",\"items\":[" + EVENT + "," + EVENT + ",7]}"))
                .extracting(content -> content.getClass().getSimpleName())
                .containsExactly("Event", "Event", "Bad");
    }

    @Test
    void a_name_that_the_operator_gave_wins() {
        ProviderLog log = new ProviderLog(Provider.EKS, "mine", true, EventLimits.DEFAULT);
        assertThat(log.read(bytes(subscription(AUDIT, EVENT))))
                .singleElement()
                .isInstanceOfSatisfying(
                        Content.Event.class,
                        found -> assertThat(found.decoded().event().cluster()).isEqualTo("mine"));
    }

    @Test
    void other_logs_and_control_messages_are_no_events_and_no_errors() {
        assertThat(read(Provider.EKS, subscription("authenticator-0123", "time=\"2026\" level=info")))
                .containsExactly(new Content.Other());
        assertThat(read(Provider.EKS, "{\"messageType\":\"CONTROL_MESSAGE\",\"logEvents\":[]}"))
                .isEmpty();
        assertThat(read(Provider.EKS, "2026-03-01T09:30:00.123Z I0301 09:30:00.1 1 controller.go:1] x"))
                .containsExactly(new Content.Other());
        assertThat(read(Provider.AKS, "{\"records\":[" + record("cluster-autoscaler", "\"I0301\"") + "]}"))
                .containsExactly(new Content.Other());
        assertThat(read(Provider.GKE, "{\"protoPayload\":{\"serviceName\":\"container.googleapis.com\"}}"))
                .containsExactly(new Content.Other());
        assertThat(read(
                        Provider.OPENSHIFT,
                        "{\"openshift\":{},\"log_source\":\"auditd\",\"message\":\"type=USER_START\"}"))
                .containsExactly(new Content.Other());
    }

    @Test
    void what_cloudwatch_cut_is_bad_and_its_neighbours_are_not() {
        List<Content> found =
                read(Provider.EKS, subscription(AUDIT, EVENT.substring(0, 300) + "[Truncated...]", EVENT));
        assertThat(found).hasSize(2);
        assertThat(((Content.Bad) found.get(0)).malformed().reason()).contains("CloudWatch cut the event short");
        assertThat(found.get(1)).isInstanceOf(Content.Event.class);
    }

    @Test
    void nothing_hostile_throws() {
        String deep = "[".repeat(100_000);
        for (Provider provider : Provider.values()) {
            for (String text : List.of(
                    "", "{", deep, "{\"a\":" + deep, "\0", "null", "[1]", "{\"records\":7}", "{\"logEvents\":{}}")) {
                assertThat(read(provider, text)).noneMatch(Content.Event.class::isInstance);
            }
        }
        assertThat(read(Provider.EKS, "{\"awslogs\":{\"data\":\"%%%\"}}")).hasSize(1);
        assertThat(read(Provider.GKE, "{\"message\":{\"data\":\"" + base64(gzip("x".repeat(80 << 20))) + "\"}}"))
                .singleElement()
                .isInstanceOf(Content.Bad.class);
    }

    @Test
    void a_body_that_azure_left_out_is_told_as_left_out() {
        String event = EVENT.replaceFirst(
                "\"requestObject\":\\{.*\\},\"requestReceived",
                "\"requestObject\":\"skipped-too-big-size-object\",\"requestReceived");
        AuditEvent found = one(Provider.AKS, bytes(record("kube-audit", quoted(event))));
        assertThat(new String(found.json(), UTF_8))
                .doesNotContain("skipped-too-big")
                .contains(
                        "\"anchorwatch.io/truncated\":\"event-too-large\"",
                        "\"authorization.k8s.io/decision\":\"allow\"");
    }

    @Test
    void a_row_of_the_audit_table_is_an_event() {
        String row = """
                {"TenantId":"t","TimeGenerated":"2026-03-01T09:30:01Z","Level":"Metadata","AuditId":"9f2c","Stage":"ResponseComplete",\
                "RequestUri":"/api/v1/namespaces/shop/secrets/db","Verb":"get","User":"{\\"username\\":\\"mallory\\"}","SourceIps":["203.0.113.7"],\
                "ObjectRef":{"resource":"secrets","namespace":"shop","name":"db","apiVersion":"v1"},"ResponseStatus":{"code":200},\
                "RequestReceivedTime":"2026-03-01T09:30:00Z","StageReceivedTime":"2026-03-01T09:30:00.5Z",\
                "_ResourceId":"/subscriptions/0/providers/microsoft.containerservice/managedclusters/prod-aks"}""";
        assertThat(ProviderLog.guess(bytes(row))).contains(Provider.AKS);
        AuditEvent found = one(Provider.AKS, bytes(row));
        assertThat(found.cluster()).isEqualTo("prod-aks");
        assertThat(new String(found.json(), UTF_8)).contains("\"user\":{\"username\":\"mallory\"}", "\"verb\":\"get\"");
    }

    static List<Content> read(Provider provider, String message) {
        return new ProviderLog(provider, "mine", false, EventLimits.DEFAULT).read(bytes(message));
    }

    static AuditEvent one(Provider provider, byte[] message) {
        List<Content> found = new ProviderLog(provider, "mine", false, EventLimits.DEFAULT).read(message);
        assertThat(found).singleElement().isInstanceOf(Content.Event.class);
        return ((Content.Event) found.get(0)).decoded().event();
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
