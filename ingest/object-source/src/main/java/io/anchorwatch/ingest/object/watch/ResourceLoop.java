// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.watch;

import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.object.api.ApiException;
import io.anchorwatch.ingest.object.api.WatchedResource;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists and watches one resource of one cluster until told to stop, or until it is no longer served. */
final class ResourceLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceLoop.class);

    private final WatchContext context;
    private final WatchedResource resource;
    private final ResourceWatch watch;
    private final Backoff backoff;
    private boolean denied;
    private Instant answered = Instant.MAX;

    /**
     * A loop that has not begun.
     *
     * @param onChange runs after changes of this resource were published
     */
    ResourceLoop(WatchContext context, WatchedResource resource, Runnable onChange) {
        this.context = context;
        this.resource = resource;
        this.watch = new ResourceWatch(context, resource, this::answered, onChange);
        this.backoff = new Backoff(context.times(), context.random(), context.stop());
    }

    @Override
    public void run() {
        try {
            while (context.stop().getCount() > 0) {
                if (!once()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            watch.end();
        }
    }

    /** Whether there may be more to watch. */
    private boolean once() throws InterruptedException {
        try {
            watch.step();
            backoff.reset();
        } catch (ApiException refused) {
            return refused(refused);
        } catch (IOException broken) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("to stop");
            }
            LOG.debug("{} {}: {}", context.cluster(), resource.name(), broken.toString());
            watch.broken();
            boolean silent = broken instanceof SocketTimeoutException;
            String why = String.valueOf(broken.getMessage());
            if (!silent && context.health().failed(resource.name(), why)) {
                watch.notice(WatchNotice.Kind.UNREACHABLE, "", why);
            }
            if (answered.isBefore(
                    context.clock().instant().minus(context.times().lastBackoff()))) {
                // It had gone well for a while: this is no outage that goes on.
                backoff.reset();
            }
            answered = Instant.MAX;
            backoff.await(Duration.ZERO);
        } catch (RuntimeException unforeseen) {
            // The state folder, a credential plugin, or a fault of ours: no loop may die of it in silence.
            LOG.error("{} {}: {}", context.cluster(), resource.name(), unforeseen.getMessage(), unforeseen);
            context.health().problem(resource.name(), String.valueOf(unforeseen.getMessage()));
            watch.broken();
            backoff.await(Duration.ZERO);
        }
        return true;
    }

    private boolean refused(ApiException refused) throws InterruptedException {
        watch.broken();
        String text = String.valueOf(refused.getMessage());
        LOG.debug("{} {}: {}", context.cluster(), resource.name(), text);
        switch (refused.status()) {
            case 404 -> {
                return false;
            }
            case 410 -> watch.expired();
            case 401, 403 -> {
                context.health().problem(resource.name(), text);
                if (!denied) {
                    denied = true;
                    watch.notice(WatchNotice.Kind.DENIED, resource.name(), text);
                }
            }
            default -> context.health().problem(resource.name(), text);
        }
        backoff.await(refused.retryAfter());
        return true;
    }

    /** The server began to answer as asked. */
    private void answered() throws InterruptedException {
        answered = context.clock().instant();
        context.health().problem(resource.name(), "");
        if (context.health().answered()) {
            watch.notice(WatchNotice.Kind.RECOVERED, "", "");
        }
        if (denied) {
            denied = false;
            watch.notice(WatchNotice.Kind.RECOVERED, resource.name(), "");
        }
    }
}
