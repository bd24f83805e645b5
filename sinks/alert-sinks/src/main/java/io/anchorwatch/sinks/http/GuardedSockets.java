// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import javax.net.SocketFactory;

/**
 * Sockets that check the address at the moment they connect: the last gate, which also holds for a host written as an
 * address, for which no name is resolved. TLS is layered over these sockets.
 */
public final class GuardedSockets extends SocketFactory {

    private final String host;
    private final AddressPolicy policy;

    /** Sockets to that host, with the exceptions that the policy makes. */
    public GuardedSockets(String host, AddressPolicy policy) {
        this.host = host;
        this.policy = policy;
    }

    @Override
    public Socket createSocket() {
        return new Guarded();
    }

    @Override
    public Socket createSocket(String target, int port) throws IOException {
        return connected(new InetSocketAddress(target, port));
    }

    @Override
    public Socket createSocket(String target, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(target, port));
    }

    @Override
    public Socket createSocket(InetAddress target, int port) throws IOException {
        return connected(new InetSocketAddress(target, port));
    }

    @Override
    public Socket createSocket(InetAddress target, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(target, port));
    }

    private Socket connected(InetSocketAddress target) throws IOException {
        Socket socket = createSocket();
        socket.connect(target);
        return socket;
    }

    private final class Guarded extends Socket {

        @Override
        public void connect(SocketAddress target) throws IOException {
            connect(target, 0);
        }

        @Override
        public void connect(SocketAddress target, int timeout) throws IOException {
            if (!(target instanceof InetSocketAddress address) || address.isUnresolved()) {
                throw new RefusedAddressException("refuses to connect to an address that was not resolved");
            }
            Optional<String> refusal = policy.refusal(host, address.getAddress());
            if (refusal.isPresent()) {
                throw new RefusedAddressException(refusal.get());
            }
            super.connect(target, timeout);
        }
    }
}
