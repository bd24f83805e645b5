// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.fake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/** An API server over sockets of its own, so that a connection can go wrong in every way. It serves pods, and more. */
public final class FakeApiServer implements AutoCloseable {

    private static final int FIRST_VERSION = 100;
    private static final String STARTING_TOKEN = "t";

    /** A request, and when it came. */
    public record Call(String path, String token, long nanos) {}

    public final Store store;
    public final Queue<Fault> watchFaults = new ConcurrentLinkedQueue<>();
    public final Queue<Fault> listFaults = new ConcurrentLinkedQueue<>();
    public final List<Call> calls = new CopyOnWriteArrayList<>();
    public final AtomicInteger injected = new AtomicInteger();
    private final AtomicInteger versions = new AtomicInteger(FIRST_VERSION);
    private final Map<Served, Contents> resources = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile ServerSocket server;
    private volatile Thread acceptor;
    private volatile IntPredicate hidden = version -> false;
    private volatile boolean watchList;
    private volatile boolean aggregated;
    private volatile int retryAfter;
    private volatile String token = STARTING_TOKEN;
    private volatile boolean closed;

    public FakeApiServer() throws IOException {
        store = serve(Served.PODS);
        server = listen(0);
        port = server.getLocalPort();
        acceptor = acceptor(server);
    }

    private static ServerSocket listen(int at) throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 100);
        return listening;
    }

    private Thread acceptor(ServerSocket listening) {
        Thread thread = new Thread(() -> accept(listening), "fake-api-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** From now on the server has that resource too. */
    public Store serve(Served resource) {
        Store added = new Store(versions, resource.resource() + "-");
        serve(resource, added);
        return added;
    }

    public void serve(Served resource, Contents contents) {
        resources.put(resource, contents);
    }

    /** Nobody answers, and every connection breaks. */
    public void away() throws IOException {
        server.close();
        dropConnections();
    }

    /** Answers again, at the same port. */
    public void back() throws IOException, InterruptedException {
        // A socket that is being accepted on is closed only when nobody waits for it any more.
        acceptor.join();
        server = listen(port);
        acceptor = acceptor(server);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Where it is and the token that it takes now, as a kubeconfig in that folder. */
    public Path kubeconfig(Path folder) throws IOException {
        String text = """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "%s"}}]
                users: [{name: u, user: {token: %s}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """.formatted(url(), token);
        return Files.writeString(Files.createDirectories(folder).resolve("kubeconfig"), text);
    }

    /** Takes this token only. */
    public void token(String taken) {
        token = taken;
    }

    /** Whether watches may begin with what there is. */
    public void watchList(boolean served) {
        watchList = served;
    }

    /** Whether discovery is to be had in one document. */
    public void aggregatedDiscovery(boolean served) {
        aggregated = served;
    }

    /** How long callers have to wait after {@link Fault#TOO_MANY}; 0: it does not say. */
    public void retryAfter(int seconds) {
        retryAfter = seconds;
    }

    /** Changes of which versions watches never tell. */
    public void hide(IntPredicate which) {
        hidden = which;
    }

    public boolean hides(int version) {
        return hidden.test(version);
    }

    public List<String> paths() {
        return calls.stream().map(Call::path).toList();
    }

    /** Breaks every open connection. */
    public void dropConnections() {
        for (Socket socket : open) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                // It is gone already.
            }
        }
    }

    private void accept(ServerSocket listening) {
        while (!closed) {
            try {
                Socket socket = listening.accept();
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
                Map<String, String> headers = new TreeMap<>();
                String header = in.readLine();
                while (header != null && !header.isEmpty()) {
                    String[] parts = header.split(": *", 2);
                    headers.put(parts[0].toLowerCase(Locale.ROOT), parts[parts.length - 1]);
                    header = in.readLine();
                }
                answer(new Reply(socket, retryAfter), line.split(" ", -1)[1], headers);
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

    private void answer(Reply reply, String path, Map<String, String> headers)
            throws IOException, InterruptedException {
        String shown = headers.getOrDefault("authorization", "").replaceFirst("^Bearer ", "");
        calls.add(new Call(path, shown, System.nanoTime()));
        boolean inOne = aggregated && headers.getOrDefault("accept", "").contains("g=apidiscovery.k8s.io");
        if (!shown.equals(token)) {
            reply.status(401, "Unauthorized");
        } else if (!new FakeDiscovery(resources.keySet()).answer(reply, path, inOne)) {
            for (Map.Entry<Served, Contents> each : resources.entrySet()) {
                if (path.startsWith(each.getKey().path() + "?")) {
                    objects(reply, path, each.getKey(), each.getValue());
                    return;
                }
            }
            reply.status(404, "not found");
        }
    }

    private void objects(Reply reply, String path, Served resource, Contents contents)
            throws IOException, InterruptedException {
        boolean initial = path.contains("sendInitialEvents=true");
        if (initial && !watchList) {
            reply.status(422, "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled");
            return;
        }
        boolean watch = path.contains("?watch=true") && !initial;
        Fault fault = fault(watch ? watchFaults : listFaults);
        if (reply.refused(fault)) {
            return;
        }
        if (watch) {
            String seconds = parameter(path, "timeoutSeconds");
            new FakeWatch(this, resource, contents, fault, reply)
                    .run(
                            Integer.parseInt(parameter(path, "resourceVersion")),
                            seconds.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(seconds));
        } else if (initial) {
            new FakeList(resource, contents).initialEvents(reply);
        } else {
            new FakeList(resource, contents)
                    .page(reply, Integer.parseInt(parameter(path, "limit")), parameter(path, "continue"));
        }
    }

    private Fault fault(Queue<Fault> faults) {
        Fault fault = faults.poll();
        injected.addAndGet(fault == null || fault == Fault.NONE ? 0 : 1);
        return fault == null ? Fault.NONE : fault;
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
        away();
    }
}
