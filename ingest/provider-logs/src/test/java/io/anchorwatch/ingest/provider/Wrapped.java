// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** A plain event, and the shapes that log services give it. */
final class Wrapped {

    /** With what confuses whoever cuts texts by hand: quotes, braces, escapes and characters of other planes in values. */
    static final String EVENT = """
            {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"RequestResponse","auditID":"9f2c","stage":"ResponseComplete",\
            "requestURI":"/api/v1/namespaces/shop/pods","verb":"create","user":{"username":"mallory","groups":["system:authenticated"]},\
            "sourceIPs":["203.0.113.7"],"userAgent":"kubectl/v1.31 \\"}],[{ \\ud83d\\ude00 é","objectRef":{"resource":"pods","namespace":"shop",\
            "name":"web","apiVersion":"v1"},"responseStatus":{"metadata":{},"code":201},"requestObject":{"kind":"Pod","apiVersion":"v1",\
            "metadata":{"name":"web","namespace":"shop"},"spec":{"hostPID":true,"containers":[]}},\
            "requestReceivedTimestamp":"2026-03-01T09:30:00.000000Z","stageTimestamp":"2026-03-01T09:30:00.123456Z",\
            "annotations":{"authorization.k8s.io/decision":"allow"}}""";

    private Wrapped() {}

    static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A subscription's message. */
    static String subscription(String stream, String... messages) {
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < messages.length; i++) {
            events.append(i == 0 ? "" : ",").append("""
                    {"id":"%d","timestamp":1772357400123,"message":%s}""".formatted(i, quoted(messages[i])));
        }
        return """
                {"messageType":"DATA_MESSAGE","owner":"111122223333","logGroup":"/aws/eks/prod-eu/cluster","logStream":"%s",\
                "subscriptionFilters":["audit"],"logEvents":[%s]}""".formatted(stream, events);
    }

    /** A record of diagnostic settings; {@code log} is JSON. */
    static String record(String category, String log) {
        return """
                {"operationName":"Microsoft.ContainerService/managedClusters/diagnosticLogs/Read","category":"%s",\
                "ccpNamespace":"65a1","resourceId":"/SUBSCRIPTIONS/0/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.CONTAINERSERVICE/MANAGEDCLUSTERS/PROD-AKS",\
                "properties":{"log":%s,"stream":"stdout","pod":"kube-apiserver-6f-x2"},"time":"2026-03-01T09:30:00.1234560Z",\
                "Cloud":"AzureCloud","Environment":"prod"}""".formatted(category, log);
    }

    /** An entry of Cloud Audit Logs. */
    static String entry(String method, String resource, String more) {
        return """
                {"insertId":"1qq","logName":"projects/p-1/logs/cloudaudit.googleapis.com%%2Factivity","labels":\
                {"authorization.k8s.io/decision":"allow","authorization.k8s.io/reason":"RBAC: allowed by ClusterRoleBinding \\"a\\""},\
                "operation":{"first":true,"last":true,"id":"44d5f968","producer":"k8s.io"},"protoPayload":\
                {"@type":"type.googleapis.com/google.cloud.audit.AuditLog","authenticationInfo":{"principalEmail":"mallory@example.com"},\
                "methodName":"%s","requestMetadata":{"callerIp":"203.0.113.7","callerSuppliedUserAgent":"kubectl/v1.31"},\
                "resourceName":"%s","serviceName":"k8s.io"%s},"receiveTimestamp":"2026-03-01T09:30:05Z","resource":{"labels":\
                {"cluster_name":"prod-gke","location":"europe-west1","project_id":"p-1"},"type":"k8s_cluster"},\
                "timestamp":"2026-03-01T09:30:00.123456Z"}""".formatted(method, resource, more);
    }
}
