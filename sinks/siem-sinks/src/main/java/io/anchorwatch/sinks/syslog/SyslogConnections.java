// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

import io.anchorwatch.sinks.http.AddressPolicy;
import io.anchorwatch.sinks.http.GuardedConnections;
import io.anchorwatch.sinks.http.Resolver;
import java.io.IOException;
import java.net.Socket;

/** Connections to the receiver. */
final class SyslogConnections {

    private final SyslogConfig config;
    private final GuardedConnections guarded;

    SyslogConnections(SyslogConfig config) {
        this.config = config;
        guarded = new GuardedConnections(
                new AddressPolicy(config.allowedHosts(), config.allowedCidrs()), config.tls(), Resolver.SYSTEM);
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
