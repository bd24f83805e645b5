// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.service;

import io.anchorwatch.ingest.object.fake.Item;
import io.anchorwatch.ingest.object.fake.Served;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends audit events of now: those asked for, and something harmless all the time, as every cluster does. */
final class AuditSender implements AutoCloseable {

    private final ServicePlace place;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor();

    private AuditSender(ServicePlace place) {
        this.place = place;
    }

    static AuditSender start(ServicePlace place) {
        AuditSender sender = new AuditSender(place);
        var unused = sender.pulse.scheduleWithFixedDelay(sender::harmless, 0, 200, TimeUnit.MILLISECONDS);
        return sender;
    }

    private void harmless() {
        try {
            send(event("Metadata", "get", "system:apiserver", "namespaces", "", "default", 200, ""));
        } catch (IOException | RuntimeException away) {
            // The service is being killed; the next one comes anyway.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Somebody created that object, as a policy of level RequestResponse tells it. */
    void created(Served resource, Item item, String user) throws IOException, InterruptedException {
        String members =
                ",\"requestObject\":" + item.json(resource, true) + ",\"responseObject\":" + item.json(resource, true);
        int status = send(event(
                "RequestResponse", "create", user, resource.resource(), resource.group(), item.name(), 201, members));
        if (status != 200) {
            throw new IllegalStateException("answered " + status);
        }
    }

    private static String event(
            String level, String verb, String user, String resource, String group, String name, int code, String more) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return "{\"level\":\"" + level + "\",\"auditID\":\"" + UUID.randomUUID()
                + "\",\"stage\":\"ResponseComplete\",\"verb\":\"" + verb + "\",\"user\":{\"username\":\"" + user
                + "\",\"groups\":[\"system:authenticated\"]},\"sourceIPs\":[\"192.0.2.9\"],\"objectRef\":{\"resource\":\""
                + resource + "\",\"apiGroup\":\"" + group + "\",\"apiVersion\":\"v1\",\"namespace\":\""
                + Served.NAMESPACE
                + "\",\"name\":\"" + name + "\"},\"responseStatus\":{\"code\":" + code
                + "},\"requestReceivedTimestamp\":\"" + now + "\",\"stageTimestamp\":\"" + now + "\"" + more + "}";
    }

    private int send(String event) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(ApiServer.webhook(place))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + ServicePlace.TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(Recording.body(List.of(event))))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    @Override
    public void close() {
        pulse.shutdownNow();
    }
}
