// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import io.micrometer.core.instrument.Clock;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads a body whole, within the limits, whatever the caller does. */
final class BodyReader {

    private static final int CHUNK = 64 << 10;
    private static final int RATIO_COUNTS_FROM = 8 << 20;

    private final ReceiverLimits limits;
    private final Clock clock;

    BodyReader(ReceiverLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** Returns the inflated body; the memory it takes is on the lease. */
    byte[] read(InputStream sent, Optional<String> encoding, MemoryBudget.Lease lease) throws BodyRejectedException {
        Sent raw = new Sent(sent);
        ByteArrayOutputStream body = new ByteArrayOutputStream(CHUNK);
        long deadline = clock.monotonicTime() + limits.readTimeout().toNanos();
        try (InputStream plain = decode(raw, encoding)) {
            byte[] chunk = new byte[CHUNK];
            for (int n = plain.read(chunk); n >= 0; n = plain.read(chunk)) {
                checkDeadline(deadline);
                if (!lease.take(n)) {
                    throw new BodyRejectedException(
                            Refusal.OVERLOADED, "too many bytes are being received, try again", new byte[0]);
                }
                body.write(chunk, 0, n);
                checkSize(raw, body);
            }
            return body.toByteArray();
        } catch (TransportException e) {
            throw new BodyRejectedException(
                    Refusal.SLOW_BODY, "the body did not arrive within " + limits.readTimeout(), new byte[0]);
        } catch (IOException e) {
            byte[] start = body.size() > 0 ? body.toByteArray() : raw.start();
            throw new BodyRejectedException(
                    Refusal.BROKEN_BODY, "the body is not whole gzip data although Content-Encoding says so", start);
        }
    }

    private static InputStream decode(InputStream raw, Optional<String> encoding)
            throws IOException, BodyRejectedException {
        String name = encoding.orElse("identity");
        if (name.equalsIgnoreCase("gzip")) {
            return new GZIPInputStream(raw, CHUNK);
        }
        if (name.equalsIgnoreCase("identity")) {
            return raw;
        }
        throw new BodyRejectedException(
                Refusal.BROKEN_BODY, "Content-Encoding is neither gzip nor identity", raw.readNBytes(CHUNK));
    }

    private void checkDeadline(long deadline) throws BodyRejectedException {
        if (clock.monotonicTime() - deadline > 0) {
            throw new BodyRejectedException(
                    Refusal.SLOW_BODY, "the body did not arrive within " + limits.readTimeout(), new byte[0]);
        }
    }

    private void checkSize(Sent raw, ByteArrayOutputStream body) throws BodyRejectedException {
        if (raw.count > limits.maxBodyBytes() || body.size() > limits.maxInflatedBytes()) {
            throw new BodyRejectedException(
                    Refusal.TOO_LARGE,
                    "the body is over " + limits.maxBodyBytes() + " bytes, or " + limits.maxInflatedBytes()
                            + " inflated: lower --audit-webhook-batch-max-size or set --audit-webhook-truncate-enabled",
                    body.toByteArray());
        }
        if (body.size() > RATIO_COUNTS_FROM && body.size() / Math.max(1, raw.count) >= limits.maxInflation()) {
            throw new BodyRejectedException(
                    Refusal.TOO_LARGE,
                    "the body inflates to over " + limits.maxInflation() + " times its size",
                    body.toByteArray());
        }
    }

    /** The bytes on the wire: counted, the first of them kept, their errors told apart from those of gzip. */
    private static final class Sent extends FilterInputStream {
        private final ByteArrayOutputStream first = new ByteArrayOutputStream();
        private long count;

        Sent(InputStream in) {
            super(in);
        }

        byte[] start() {
            return first.toByteArray();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                int n = in.read(into, offset, length);
                if (n > 0) {
                    count += n;
                    first.write(into, offset, Math.min(n, Math.max(0, CHUNK - first.size())));
                }
                return n;
            } catch (IOException e) {
                throw new TransportException(e);
            }
        }
    }

    private static final class TransportException extends IOException {
        TransportException(IOException cause) {
            super(cause);
        }
    }
}
