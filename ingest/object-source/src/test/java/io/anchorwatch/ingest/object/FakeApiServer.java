// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An API server that serves pods, over sockets of its own so that a connection can go wrong in every way. */
final class FakeApiServer implements AutoCloseable {

    /** What goes wrong with a request, once. */
    enum Fault {
        NONE,
        FORBIDDEN,
        UNAUTHORIZED,
        TOO_MANY,
        INTERNAL,
        GONE_STATUS,
        GONE_EVENT,
        RESET,
        CUT_LINE,
        HALF_OPEN,
        SLOW,
        GARBAGE
    }

    private static final int BOOKMARK_MILLIS = 100;

    final Store store = new Store();
    final Queue<Fault> watchFaults = new ConcurrentLinkedQueue<>();
    final Queue<Fault> listFaults = new ConcurrentLinkedQueue<>();
    final Set<Integer> hiddenFromWatch = ConcurrentHashMap.newKeySet();
    final List<String> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger injected = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ServerSocket server;

    private volatile boolean watchList;
    private volatile boolean closed;

    FakeApiServer() throws IOException {
        server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread accept = new Thread(this::accept, "fake-api-server");
        accept.setDaemon(true);
        accept.start();
    }

    Path kubeconfig(Path folder) throws IOException {
        String text = """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: u, user: {token: t}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """.formatted(server.getLocalPort());
        return Files.writeString(folder.resolve("kubeconfig"), text);
    }

    /** Whether watches may begin with what there is. */
    void watchList(boolean served) {
        watchList = served;
    }

    private void initialEvents(Reply reply) throws IOException {
        if (!watchList) {
            reply.status(422, "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled");
        } else if (!refused(reply, fault(listFaults))) {
            reply.beginStream();
            int version;
            List<Store.Pod> pods;
            synchronized (store) {
                version = store.version();
                pods = List.copyOf(store.pods().values());
            }
            for (Store.Pod pod : pods) {
                reply.line("ADDED", pod.json(true));
            }
            reply.line(
                    "BOOKMARK",
                    "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"" + version
                            + "\",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}}}");
            reply.endStream();
        }
    }

    /** Breaks every open connection. */
    void dropConnections() {
        for (Socket socket : open) {
            reset(socket);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                Thread thread = new Thread(() -> serve(socket), "fake-api-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = in.readLine();
            while (line != null && !closed) {
                String header = in.readLine();
                while (header != null && !header.isEmpty()) {
                    header = in.readLine();
                }
                answer(new Reply(socket), line.split(" ", -1)[1]);
                line = in.readLine();
            }
        } catch (IOException e) {
            // The client left, or a fault was asked for.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private void answer(Reply reply, String path) throws IOException, InterruptedException {
        requests.add(path);
        if (path.equals("/api")) {
            reply.json(200, "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}");
        } else if (path.equals("/apis")) {
            reply.json(200, "{\"kind\":\"APIGroupList\",\"groups\":[]}");
        } else if (path.equals("/api/v1")) {
            reply.json(
                    200,
                    "{\"kind\":\"APIResourceList\",\"resources\":["
                            + "{\"name\":\"pods\",\"kind\":\"Pod\",\"verbs\":[\"get\",\"list\",\"watch\"]},"
                            + "{\"name\":\"secrets\",\"kind\":\"Secret\",\"verbs\":[\"get\",\"list\",\"watch\"]},"
                            + "{\"name\":\"bindings\",\"kind\":\"Binding\",\"verbs\":[\"create\"]}]}");
        } else if (path.contains("sendInitialEvents=true")) {
            initialEvents(reply);
        } else if (path.startsWith("/api/v1/pods?watch=true")) {
            Fault fault = fault(watchFaults);
            if (!refused(reply, fault)) {
                new FakeWatch(this, reply, fault, BOOKMARK_MILLIS)
                        .run(Integer.parseInt(parameter(path, "resourceVersion")));
            }
        } else if (path.startsWith("/api/v1/pods?")) {
            Fault fault = fault(listFaults);
            if (!refused(reply, fault)) {
                list(reply, path);
            }
        } else {
            reply.status(404, "not found");
        }
    }

    private Fault fault(Queue<Fault> faults) {
        Fault fault = faults.poll();
        injected.addAndGet(fault == null || fault == Fault.NONE ? 0 : 1);
        return fault == null ? Fault.NONE : fault;
    }

    private static boolean refused(Reply reply, Fault fault) throws IOException {
        switch (fault) {
            case FORBIDDEN -> reply.status(403, "pods is forbidden");
            case UNAUTHORIZED -> reply.status(401, "Unauthorized");
            case TOO_MANY -> reply.status(429, "too many requests");
            case INTERNAL -> reply.status(500, "internal error");
            case GONE_STATUS -> reply.status(410, "too old resource version");
            case RESET -> reply.reset();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The token of a page is the version and the last name; a compacted one has expired. */
    private void list(Reply reply, String path) throws IOException {
        int limit = Integer.parseInt(parameter(path, "limit"));
        String token = parameter(path, "continue");
        List<Store.Pod> all;
        int version;
        synchronized (store) {
            all = new ArrayList<>(store.pods().values());
            version = store.version();
        }
        if (!token.isEmpty()) {
            version = Integer.parseInt(token.split("_", 2)[0]);
            if (store.forgotten(version)) {
                reply.status(410, "The provided continue parameter is too old");
                return;
            }
            all.removeIf(pod -> pod.name().compareTo(token.split("_", 2)[1]) <= 0);
        }
        boolean more = all.size() > limit;
        List<Store.Pod> page = more ? all.subList(0, limit) : all;
        String next =
                more ? ",\"continue\":\"" + version + "_" + page.get(limit - 1).name() + "\"" : "";
        StringBuilder text = new StringBuilder(
                        "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"")
                .append(version)
                .append('"')
                .append(next)
                .append("},\"items\":[");
        for (int i = 0; i < page.size(); i++) {
            text.append(i == 0 ? "" : ",").append(page.get(i).json(false));
        }
        reply.json(200, text.append("]}").toString());
    }

    private static String parameter(String path, String name) {
        for (String pair : path.substring(path.indexOf('?') + 1).split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return "";
    }

    boolean running() {
        return !closed;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        server.close();
        dropConnections();
    }
}
