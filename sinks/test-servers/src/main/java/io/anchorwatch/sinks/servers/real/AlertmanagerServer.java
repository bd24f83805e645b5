// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Prometheus Alertmanager of the Debian package {@code prometheus-alertmanager}, alone and with a receiver that tells nobody. */
public final class AlertmanagerServer implements AutoCloseable {

    private static final String CONFIG = """
            route:
              receiver: nobody
            receivers:
              - name: nobody
            """;

    private final ServerProcess process;
    private final URI url;

    private AlertmanagerServer(ServerProcess process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Whether the program is here; see {@link Program#find} for when it has to be. */
    public static boolean available() {
        return program().isPresent();
    }

    private static Optional<Path> program() {
        return Program.find("prometheus-alertmanager", "prometheus-alertmanager");
    }

    /**
     * A server that is ready, without alerts; none when the program is not installed.
     *
     * @throws ServerStartException when it does not come up
     */
    public static Optional<AlertmanagerServer> find() {
        return program().map(AlertmanagerServer::start);
    }

    private static AlertmanagerServer start(Path program) {
        Path folder = TempFolder.create("alertmanager");
        try {
            Files.writeString(folder.resolve("config.yml"), CONFIG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int port = FreePort.find();
        ServerProcess process = ServerProcess.start(
                "alertmanager",
                folder,
                List.of(
                        program.toString(),
                        "--config.file=config.yml",
                        "--storage.path=data",
                        "--web.listen-address=127.0.0.1:" + port,
                        // Empty: no gossip, which would look for an address of its own.
                        "--cluster.listen-address="));
        URI url = URI.create("http://127.0.0.1:" + port);
        HttpClient client = HttpClient.newHttpClient();
        return process.await(() -> ready(client, url) ? new AlertmanagerServer(process, url) : null);
    }

    private static boolean ready(HttpClient client, URI url) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(url.resolve("/-/ready")).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where it answers, without a slash at the end. */
    public URI url() {
        return url;
    }

    @Override
    public void close() {
        process.close();
    }
}
