// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Connections for sinks that do not speak HTTP, through the same guard and with the same TLS settings. */
public final class GuardedConnections {

    private final AddressPolicy policy;
    private final HttpTls tls;
    private final Resolver resolver;

    /** With the exceptions that the policy makes; {@code tls} counts where TLS is asked for. */
    public GuardedConnections(AddressPolicy policy, HttpTls tls, Resolver resolver) {
        this.policy = policy;
        this.tls = tls;
        this.resolver = resolver;
    }

    /**
     * Connects to the first address of the host that answers and is allowed.
     *
     * @param timeout time for each address, and at most how long a read waits later
     */
    public Socket connect(String host, int port, Duration timeout) throws IOException {
        List<InetAddress> addresses = new GuardedDns(resolver, policy).lookup(host);
        IOException last = new UnknownHostException(host);
        for (InetAddress address : addresses) {
            Socket socket = new GuardedSockets(host, policy).createSocket();
            try {
                socket.connect(new InetSocketAddress(address, port), Math.toIntExact(timeout.toMillis()));
                socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    /** Puts TLS on a connection, and verifies the host's name; the connection stays open when that fails. */
    public SSLSocket secure(Socket plain, String host, int port) throws IOException {
        SSLSocket secure =
                (SSLSocket) TlsClients.handshake(tls).sslSocketFactory().createSocket(plain, host, port, true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    /** What went wrong, in one line without any text of the other side; {@code where} names the target. */
    public static String explain(String where, IOException e) {
        if (e instanceof RefusedAddressException) {
            return where + " " + e.getMessage();
        }
        if (e instanceof TlsFilesException) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof SSLException) {
            return where + " cannot be trusted, or does not trust this client: check tls";
        }
        return where + " cannot be reached: " + e.getClass().getSimpleName();
    }
}
