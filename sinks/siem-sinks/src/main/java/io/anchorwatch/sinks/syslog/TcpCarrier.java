// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

import io.anchorwatch.sinks.DeliveryResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Octet counting over TCP or TLS, where the receiver confirms nothing. Either the connection is ended behind each batch, and
 * the receiver's own end shows that it read all of it; or it is kept, and looked at before a batch and for a while after.
 */
final class TcpCarrier implements Carrier {

    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final SyslogConfig config;
    private final SyslogConnections connections;
    private volatile @Nullable Connection current;

    TcpCarrier(SyslogConfig config) {
        this.config = config;
        connections = new SyslogConnections(config);
    }

    @Override
    public void send(List<byte[]> messages, List<DeliveryResult> results) throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        messages.forEach(message -> frames.writeBytes(SyslogMessage.counted(message)));
        transfer(frames.toByteArray());
        results.addAll(DeliveryResult.all(messages, DeliveryResult.delivered()));
    }

    @Override
    public void greet() throws IOException {
        transfer(new byte[0]);
    }

    private void transfer(byte[] frames) throws IOException {
        Connection connection = connection();
        CompletableFuture<Void> deadline = connection.closeAfter(config.totalTimeout());
        boolean good = false;
        try {
            connection.write(frames);
            confirm(connection);
            good = true;
        } finally {
            deadline.cancel(false);
            if (!good || config.keepOpen().isEmpty()) {
                close();
            }
        }
    }

    private void confirm(Connection connection) throws IOException {
        if (config.keepOpen().isEmpty()) {
            connection.endInOrder();
        } else if (!connection.staysSilent(config.keepOpen().get())) {
            throw new ReceiverEndedException();
        }
    }

    private Connection connection() throws IOException {
        Connection open = current;
        if (open != null && open.staysSilent(A_MOMENT)) {
            return open;
        }
        close();
        Connection fresh = connections.open();
        current = fresh;
        return fresh;
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
