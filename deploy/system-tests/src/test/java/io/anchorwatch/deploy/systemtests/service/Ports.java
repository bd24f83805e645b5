// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Free ports for programs that must come back at the same address. */
public final class Ports {

    private Ports() {}

    /** A port of the loopback interface that nobody listens on. */
    public static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
