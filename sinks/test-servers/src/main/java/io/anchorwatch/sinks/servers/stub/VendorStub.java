// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the stand-ins of all vendors have in common. */
public abstract class VendorStub implements Stub {

    private final StubServer server;
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();

    /** A stub that shows nothing yet; {@link #open} starts it once it is whole. */
    protected VendorStub(StubSetup setup, String credentials) {
        server = new StubServer(setup, this::guarded);
        server.faults().credentials(credentials);
    }

    /** Starts to answer. */
    protected final void open() {
        server.start();
    }

    /** What the vendor answers; one request at a time. */
    protected abstract StubAnswer answer(StubRequest request);

    private synchronized StubAnswer guarded(StubRequest request) {
        try {
            return answer(request);
        } catch (RuntimeException e) {
            violations.add("the stub failed: " + e);
            throw e;
        }
    }

    /** Remembers an accepted alert. */
    protected final void accepted(String id) {
        ids.add(id);
    }

    /** Remembers why {@code answer} refuses. */
    protected final StubAnswer refuse(StubAnswer answer, String why) {
        violations.add(answer.status() + ": " + why);
        return answer;
    }

    /** Remembers a broken rule that has no answer of its own. */
    protected final void violated(String why) {
        violations.add(why);
    }

    /** The time as the stub sees it. */
    protected final Instant now() {
        return server.now();
    }

    /** Whether the request carries {@code scheme} and the credentials that are good now. */
    protected final boolean authorized(StubRequest request, String scheme) {
        return request.header("authorization")
                .filter((scheme + " " + faults().credentials())::equals)
                .isPresent();
    }

    @Override
    public final URI url() {
        return server.url();
    }

    @Override
    public final Faults faults() {
        return server.faults();
    }

    @Override
    public final List<String> ids() {
        return List.copyOf(ids);
    }

    @Override
    public final List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public final List<StubRequest> requests() {
        return server.requests();
    }

    @Override
    public final void close() {
        server.close();
    }
}
