// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.vendor.AlertmanagerStub;
import io.anchorwatch.sinks.servers.vendor.OpsgenieStub;
import io.anchorwatch.sinks.servers.vendor.PagerDutyStub;
import io.anchorwatch.sinks.servers.vendor.SlackStub;
import io.anchorwatch.sinks.servers.vendor.SplunkStub;
import io.anchorwatch.sinks.servers.vendor.TeamsStub;
import java.io.IOException;
import java.nio.file.Path;

/** Stand-ins for vendors' services, with the settings of a sink that writes to them. */
final class Vendors {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private Vendors() {}

    /** Splunk that says what its indexers have. */
    static SinkTarget splunk(Path folder) throws IOException {
        return StubTarget.of(
                SplunkStub.start(StubSetup.plain(), SECRET, true),
                url -> Loopback.http("splunk", url, "token: " + secret(folder)));
    }

    /** A channel that a bot writes to, at any pace. */
    static SinkTarget slack(Path folder) throws IOException {
        return StubTarget.of(
                SlackStub.start(StubSetup.plain(), SECRET),
                url -> Loopback.plainHttp(
                        "slack",
                        "apiUrl: " + url + "/api",
                        "token: " + secret(folder),
                        "channel: " + SlackStub.CHANNEL,
                        "pace: 0s"));
    }

    static SinkTarget teams(Path folder) throws IOException {
        String path = "/workflows/w/triggers/manual/paths/invoke?sig=" + SECRET;
        return StubTarget.of(
                TeamsStub.start(StubSetup.plain(), SECRET),
                url -> Loopback.plainHttp(
                        "teams",
                        "url: "
                                + Loopback.secret(
                                        folder, "url", url.resolve(path).toString()),
                        "pace: 0s"));
    }

    static SinkTarget pagerDuty(Path folder) throws IOException {
        PagerDutyStub stub = PagerDutyStub.start(StubSetup.plain(), SECRET);
        return StubTarget.of(
                        stub,
                        url -> Loopback.http("pagerduty", url.resolve("/v2/enqueue"), "routingKey: " + secret(folder)))
                .telling(stub::told);
    }

    static SinkTarget opsgenie(Path folder) throws IOException {
        return StubTarget.of(
                OpsgenieStub.start(StubSetup.plain(), SECRET),
                url -> Loopback.http("opsgenie", url, "apiKey: " + secret(folder)));
    }

    static SinkTarget alertmanager(Path folder) throws IOException {
        AlertmanagerStub stub = AlertmanagerStub.start(StubSetup.plain(), SECRET);
        return StubTarget.of(
                        stub,
                        url -> Loopback.plainHttp(
                                "alertmanager", "urls: [\"" + url + "\"]", "bearer: " + secret(folder)))
                .telling(stub::told);
    }

    private static String secret(Path folder) {
        return Loopback.secret(folder, "secret", SECRET);
    }
}
