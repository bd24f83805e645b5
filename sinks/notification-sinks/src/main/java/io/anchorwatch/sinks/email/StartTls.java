// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/** Puts TLS on the one connection there is; opens none, which would go past the guard. */
final class StartTls extends SSLSocketFactory {

    /** What encrypts a connection, and verifies the host's name. */
    interface Secure {
        Socket over(Socket plain) throws IOException;
    }

    private final Secure secure;

    StartTls(Secure secure) {
        this.secure = secure;
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        return secure.over(plain);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return new String[0];
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return new String[0];
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("opens no connection");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw new IOException("opens no connection");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new IOException("opens no connection");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        throw new IOException("opens no connection");
    }
}
