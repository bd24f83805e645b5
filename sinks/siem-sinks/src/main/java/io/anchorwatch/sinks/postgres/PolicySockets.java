// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.postgres;

import io.anchorwatch.sinks.http.AddressPolicy;
import io.anchorwatch.sinks.http.GuardedSockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import javax.net.SocketFactory;

/** Sockets that connect only where the sink may. The driver makes it by its name and hands over its own properties. */
public final class PolicySockets extends SocketFactory {

    static final String HOST = "anchorwatch.host";
    static final String HOSTS = "anchorwatch.allowedHosts";
    static final String CIDRS = "anchorwatch.allowedCidrs";

    private final SocketFactory guarded;

    /** For the driver, with what was set in its properties. */
    public PolicySockets(Properties properties) {
        AddressPolicy policy = new AddressPolicy(list(properties, HOSTS), list(properties, CIDRS));
        guarded = new GuardedSockets(properties.getProperty(HOST, ""), policy);
    }

    private static List<String> list(Properties properties, String key) {
        return Arrays.stream(properties.getProperty(key, "").split(","))
                .filter(item -> !item.isEmpty())
                .toList();
    }

    @Override
    public Socket createSocket() throws IOException {
        return guarded.createSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return guarded.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return guarded.createSocket(host, port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return guarded.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return guarded.createSocket(host, port, local, localPort);
    }
}
