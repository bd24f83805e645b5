// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.format.AlertFormat;
import io.anchorwatch.sinks.http.AddressPolicy;
import io.anchorwatch.sinks.http.HttpTls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of a syslog receiver.
 *
 * @param name the sink's name
 * @param host its host name or address
 * @param port its port
 * @param transport how messages travel
 * @param allowPlain whether a transport without TLS is meant
 * @param keepOpen for TCP and TLS: time to watch a kept connection after a batch, 1 ms to 10 s; empty to end the
 *     connection after each batch, which proves that the receiver read it
 * @param format what the message holds
 * @param facility facility, 0 to 23
 * @param mostBytes most bytes of a message, header and all, 2 KiB to 1 MiB; longer ones lose fields
 * @param allowedHosts host names that may resolve to a private address
 * @param allowedCidrs address blocks that may be connected to besides public ones
 * @param tls authorities and client certificate
 * @param connectTimeout time to connect, 1 ms to 1 min
 * @param totalTimeout time for a batch, 1 ms to 5 min
 */
public record SyslogConfig(
        String name,
        String host,
        int port,
        SyslogTransport transport,
        boolean allowPlain,
        Optional<Duration> keepOpen,
        AlertFormat format,
        int facility,
        int mostBytes,
        List<String> allowedHosts,
        List<String> allowedCidrs,
        HttpTls tls,
        Duration connectTimeout,
        Duration totalTimeout)
        implements SinkConfig {

    public SyslogConfig {
        allowedHosts = List.copyOf(allowedHosts);
        allowedCidrs = List.copyOf(allowedCidrs);
    }

    @Override
    public List<ConfigProblem> problems() {
        ConfigChecks checks = new ConfigChecks()
                .name(name)
                .require(host.matches("[0-9A-Za-z._:-]{1,253}"), "host", "is no host name and no address")
                .within(port, 1, 65_535, "port")
                .require(
                        transport.secure() || allowPlain,
                        "transport",
                        "is not encrypted: take tls or relp-tls, or set allowPlain: true")
                .within(facility, 0, 23, "facility")
                .within(mostBytes, 2048, 1 << 20, "maxMessageSize");
        keepOpen.ifPresent(time -> checks.within(time, Duration.ofMillis(1), Duration.ofSeconds(10), "keepOpen")
                .require(
                        !transport.acknowledged(), "keepOpen", "is for tcp and tls: relp keeps its connection anyway"));
        AddressPolicy.check(checks, allowedCidrs);
        return checks.require(
                        tls.certificate().isPresent() == tls.key().isPresent(),
                        "tls",
                        "needs certificate and key together, or neither")
                .within(connectTimeout, Duration.ofMillis(1), Duration.ofMinutes(1), "connectTimeout")
                .within(totalTimeout, Duration.ofMillis(1), Duration.ofMinutes(5), "totalTimeout")
                .problems();
    }

    @Override
    public SyslogSink open(SinkSurroundings around) {
        return new SyslogSink(this);
    }

    /** Where to: what may be printed. */
    String origin() {
        return "syslog://" + host + ":" + port;
    }
}
