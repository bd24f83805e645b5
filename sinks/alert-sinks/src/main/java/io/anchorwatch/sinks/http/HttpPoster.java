// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.http;

import io.anchorwatch.sinks.http.HttpAnswer.Failed;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Posts to one target: only to addresses that its policy allows, without redirects, within its timeouts.
 *
 * <p>Names are resolved once for a connection, the answer is checked, and the connection goes to a checked address, so that
 * a name which points elsewhere a moment later changes nothing. TLS still verifies the host name.
 */
public final class HttpPoster implements AutoCloseable {

    /** Most of an answer that is read. */
    public static final int MOST_BODY_BYTES = 64 << 10;

    private final HttpTarget target;
    private final InstantSource clock;
    private final TlsClients clients;
    private volatile boolean closed;

    /** A client for a target whose check found no problem. */
    public HttpPoster(HttpTarget target, InstantSource clock) {
        this(target, clock, builder(target, Resolver.SYSTEM).build());
    }

    /** With another resolver, for tests and for clusters with a name service of their own. */
    public HttpPoster(HttpTarget target, InstantSource clock, Resolver resolver) {
        this(target, clock, builder(target, resolver).build());
    }

    /** With another resolver and authorities of its own. */
    public HttpPoster(
            HttpTarget target,
            InstantSource clock,
            Resolver resolver,
            SSLSocketFactory sockets,
            X509TrustManager authorities) {
        this(
                target,
                clock,
                builder(target, resolver).sslSocketFactory(sockets, authorities).build());
    }

    private HttpPoster(HttpTarget target, InstantSource clock, OkHttpClient client) {
        this.target = target;
        this.clock = clock;
        clients = new TlsClients(target.tls(), client);
    }

    private static OkHttpClient.Builder builder(HttpTarget target, Resolver resolver) {
        AddressPolicy policy = target.policy();
        return new OkHttpClient.Builder()
                .dns(new GuardedDns(resolver, policy))
                .socketFactory(new GuardedSockets(target.url().getHost(), policy))
                // A proxy from the process's properties would resolve the name itself, past the guard.
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(target.connectTimeout())
                .callTimeout(target.totalTimeout());
    }

    /** Posts a body to the target's URL; as {@link #send}. */
    public HttpAnswer post(byte[] body, Map<String, String> headers) {
        return send(new HttpCall("POST", "", headers, body, MOST_BODY_BYTES));
    }

    /** Sends a request once; fails at once when closed. Never throws for what the network or the target does. */
    public HttpAnswer send(HttpCall call) {
        if (closed) {
            return new Failed("the sink is closed");
        }
        Request request;
        try {
            request = request(call);
        } catch (IllegalArgumentException e) {
            // Checked at the start; but a file may have been replaced since. The exception may hold the value.
            return new Failed(
                    target.origin() + " is sent nothing: the credentials or a header hold characters that no header"
                            + " can carry, correct them");
        }
        try (Response response = clients.get().newCall(request).execute()) {
            return new Status(
                    response.code(),
                    RetryAfter.parse(response.header("Retry-After"), clock.instant()),
                    headers(response),
                    bounded(response, call.mostAnswerBytes()));
        } catch (RefusedAddressException e) {
            return new Failed(target.origin() + " " + e.getMessage());
        } catch (InterruptedIOException e) {
            return new Failed(target.origin() + " did not answer in time");
        } catch (SSLException e) {
            return new Failed(target.origin() + " cannot be trusted, or does not trust this client: check tls");
        } catch (TlsFilesException e) {
            return new Failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Failed(
                    target.origin() + " cannot be reached: " + e.getClass().getSimpleName());
        }
    }

    private Request request(HttpCall call) {
        Request.Builder request = new Request.Builder()
                .url(target.url() + call.path())
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "anchorwatch");
        target.auth().header().ifPresent(value -> request.header("Authorization", value));
        target.headers().forEach((name, value) -> request.header(name, value.reveal()));
        call.headers().forEach(request::header);
        boolean bare = call.body().length == 0
                && (call.method().equals("GET") || call.method().equals("HEAD"));
        return request.method(call.method(), bare ? null : RequestBody.create(call.body()))
                .build();
    }

    private static Map<String, String> headers(Response response) {
        Map<String, String> headers = new HashMap<>();
        response.headers()
                .forEach(header -> headers.put(header.getFirst().toLowerCase(Locale.ROOT), header.getSecond()));
        return headers;
    }

    private static byte[] bounded(Response response, int most) throws IOException {
        try (InputStream in = response.body().byteStream()) {
            return in.readNBytes(most);
        }
    }

    /** Cancels a request under way. */
    @Override
    public void close() {
        closed = true;
        clients.close();
    }
}
