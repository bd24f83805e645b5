// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks.bench;

import io.anchorwatch.sinks.servers.real.RsyslogServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real rsyslog over plain TCP, which confirms nothing but the end of a connection: one for each batch. */
final class SyslogBench implements BenchTarget {

    private final RsyslogServer server;
    private final ServerSocket recorder = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final List<byte[]> batches = new CopyOnWriteArrayList<>();
    private boolean recording;

    SyslogBench() throws IOException {
        server = RsyslogServer.find(null).orElseThrow(() -> new IllegalStateException("rsyslog is not installed"));
        Thread thread = new Thread(this::take, "recorder");
        thread.setDaemon(true);
        thread.start();
    }

    private void take() {
        while (!recorder.isClosed()) {
            try (Socket from = recorder.accept()) {
                batches.add(from.getInputStream().readAllBytes());
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public List<String> settings() {
        return List.of(
                "type: syslog",
                "host: 127.0.0.1",
                "port: " + (recording ? recorder.getLocalPort() : server.port()),
                "transport: tcp",
                "allowPlain: true",
                "format: cef",
                "allowedCidrs: [127.0.0.0/8]");
    }

    @Override
    public void record(boolean on) {
        recording = on;
    }

    @Override
    public void writeBare() throws IOException {
        for (byte[] batch : batches) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.getOutputStream().write(batch);
                socket.shutdownOutput();
                if (socket.getInputStream().read() >= 0) {
                    throw new IllegalStateException("the receiver spoke");
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        recorder.close();
        server.close();
    }
}
