// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.gallery;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.anchorwatch.sinks.NotificationSink;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.alertmanager.AlertmanagerConfig;
import io.anchorwatch.sinks.alertmanager.AlertmanagerSink;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.opsgenie.OpsgenieConfig;
import io.anchorwatch.sinks.opsgenie.OpsgenieSink;
import io.anchorwatch.sinks.pagerduty.PagerDutyConfig;
import io.anchorwatch.sinks.pagerduty.PagerDutySink;
import io.anchorwatch.sinks.people.ChatUnderTest;
import io.anchorwatch.sinks.people.Incidents;
import io.anchorwatch.sinks.servers.stub.Stub;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.vendor.AlertmanagerStub;
import io.anchorwatch.sinks.servers.vendor.OpsgenieStub;
import io.anchorwatch.sinks.servers.vendor.PagerDutyStub;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What pagers are sent, as text: how they show it is theirs. */
final class Payloads {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private Payloads() {}

    static void write(Path folder) throws IOException {
        InstantSource clock = InstantSource.system();
        try (PagerDutyStub stub = PagerDutyStub.start(StubSetup.plain(), KEY)) {
            URI url = URI.create(stub.url() + "/v2/enqueue");
            PagerDutyConfig config = new PagerDutyConfig("pagerduty", ChatUnderTest.loopback(url), Secret.of(KEY));
            write(folder, new PagerDutySink(config, clock), stub);
        }
        try (OpsgenieStub stub = OpsgenieStub.start(StubSetup.plain(), "key")) {
            HttpAuth auth = new HttpAuth.Token("GenieKey", Secret.of("key"));
            OpsgenieConfig config = new OpsgenieConfig(
                    "opsgenie", ChatUnderTest.loopback(stub.url()).with(auth), List.of(), List.of());
            write(folder, new OpsgenieSink(config, clock), stub);
        }
        try (AlertmanagerStub stub = AlertmanagerStub.start(StubSetup.plain(), "token")) {
            HttpAuth auth = new HttpAuth.Token("Bearer", Secret.of("token"));
            AlertmanagerConfig config = new AlertmanagerConfig(
                    "alertmanager",
                    List.of(ChatUnderTest.loopback(stub.url()).with(auth)),
                    1,
                    AlertmanagerConfig.TTL,
                    AlertmanagerConfig.KEEP,
                    Map.of(),
                    Map.of());
            write(folder, new AlertmanagerSink(config, clock), stub);
        }
    }

    private static void write(Path folder, NotificationSink sink, Stub stub) throws IOException {
        try (sink) {
            sink.notify(List.copyOf(Incidents.all().values()))
                    .forEach(result -> System.out.println(sink.name() + " " + result));
            StringBuilder text = new StringBuilder();
            for (StubRequest request : stub.requests()) {
                text.append(request.method())
                        .append(' ')
                        .append(request.target())
                        .append('\n');
                text.append(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(request.body())))
                        .append("\n\n");
            }
            Files.writeString(folder.resolve(sink.name() + ".txt"), text);
        }
    }
}
