// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.anchorwatch.sinks.DeliveryResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * RELP: each message has a number, and the receiver answers with that number once it has taken charge of the message.
 *
 * @see <a href="https://www.rsyslog.com/doc/relp.html">The protocol</a>
 */
final class RelpCarrier implements Carrier {

    /** Messages that may be unanswered at once; the protocol asks for a bound, and this is rsyslog's. */
    private static final int WINDOW = 128;

    private static final Duration A_MOMENT = Duration.ofMillis(1);
    private static final int OK = 200;
    private static final byte[] OFFER =
            "relp_version=0\nrelp_software=anchorwatch\ncommands=syslog\n".getBytes(US_ASCII);

    private final SyslogConfig config;
    private final SyslogConnections connections;
    private volatile @Nullable Connection current;
    private int number;

    RelpCarrier(SyslogConfig config) {
        this.config = config;
        connections = new SyslogConnections(config);
    }

    @Override
    public void send(List<byte[]> messages, List<DeliveryResult> results) throws IOException {
        try {
            for (int from = 0; from < messages.size(); from += WINDOW) {
                exchange(messages.subList(from, Math.min(messages.size(), from + WINDOW)), results);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void exchange(List<byte[]> window, List<DeliveryResult> results) throws IOException {
        Connection connection = session();
        CompletableFuture<Void> deadline = connection.closeAfter(config.totalTimeout());
        try {
            int first = number + 1;
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            window.forEach(message -> frames.writeBytes(RelpFrame.write(next(), "syslog", message)));
            connection.write(frames.toByteArray());
            for (int i = 0; i < window.size(); i++) {
                int code = RelpFrame.readAnswer(connection.in(), first + i);
                if (code != OK) {
                    // What follows may be there already, but must not overtake this one.
                    throw new RelpException("answered " + code + " to a message");
                }
                results.add(DeliveryResult.delivered());
            }
        } finally {
            deadline.cancel(false);
        }
    }

    /** Numbers are of a session, and far from their bound of 999,999,999 in one. */
    private int next() {
        return ++number;
    }

    @Override
    public void greet() throws IOException {
        session();
    }

    private Connection session() throws IOException {
        Connection open = current;
        // Between batches nothing is unanswered: what could be read is the receiver's farewell.
        if (open != null && number < 900_000_000 && open.staysSilent(A_MOMENT)) {
            return open;
        }
        close();
        Connection fresh = connections.open();
        current = fresh;
        number = 0;
        CompletableFuture<Void> deadline = fresh.closeAfter(config.totalTimeout());
        try {
            fresh.write(RelpFrame.write(next(), "open", OFFER));
            int code = RelpFrame.readAnswer(fresh.in(), number);
            if (code != OK) {
                throw new RelpException("answered " + code + " to the opening of a session");
            }
            return fresh;
        } catch (IOException e) {
            close();
            throw e;
        } finally {
            deadline.cancel(false);
        }
    }

    @Override
    public void close() {
        Connection open = current;
        current = null;
        if (open != null) {
            open.close();
        }
    }
}
