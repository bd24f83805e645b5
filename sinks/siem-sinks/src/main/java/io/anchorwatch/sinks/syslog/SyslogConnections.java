// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.http.AddressPolicy;
import io.anchorwatch.sinks.http.Cidr;
import io.anchorwatch.sinks.http.GuardedConnections;
import io.anchorwatch.sinks.http.Resolver;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/** Connections to the receiver. */
final class SyslogConnections {

    private final SyslogConfig config;
    private final GuardedConnections guarded;

    SyslogConnections(SyslogConfig config) {
        this.config = config;
        guarded = new GuardedConnections(
                new AddressPolicy(config.allowedHosts(), blocks(config.allowedCidrs())), config.tls(), Resolver.SYSTEM);
    }

    /** Adds what is wrong with the addresses that are allowed. */
    static void check(ConfigChecks checks, SyslogConfig config) {
        for (int i = 0; i < config.allowedCidrs().size(); i++) {
            checks.require(
                    Cidr.parse(config.allowedCidrs().get(i)).isPresent(),
                    "allowedCidrs[" + i + "]",
                    "is no address block such as 10.1.0.0/16");
        }
    }

    private static List<Cidr> blocks(List<String> texts) {
        return texts.stream().map(Cidr::parse).flatMap(Optional::stream).toList();
    }

    /** A new one, with its hand already shaken. */
    Connection open() throws IOException {
        Socket plain = guarded.connect(config.host(), config.port(), config.connectTimeout());
        try {
            Socket used = config.transport().secure() ? guarded.secure(plain, config.host(), config.port()) : plain;
            used.setSoTimeout(Math.toIntExact(config.totalTimeout().toMillis()));
            return new Connection(plain, used);
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }
}
