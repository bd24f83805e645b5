// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.tail;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.producer.Producer;

/** A real producer that dies at one of its calls, as a process does: nothing after it happens, not even a close. */
final class DyingProducer {

    /** Where death comes. */
    enum At {
        NEVER(""),
        BEGIN("beginTransaction"),
        SEND("send"),
        OFFSETS("sendOffsetsToTransaction"),
        BEFORE_COMMIT("commitTransaction"),
        AFTER_COMMIT("commitTransaction");

        private final String method;

        At(String method) {
            this.method = method;
        }
    }

    private DyingProducer() {}

    /** Dies at the call number {@code nth} of that kind; a dead one ignores all calls but fails those that do work. */
    @SuppressWarnings("unchecked")
    static Producer<byte[], byte[]> of(Producer<byte[], byte[]> real, At at, int nth) {
        int[] left = {nth};
        boolean[] dead = {false};
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                DyingProducer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, args) -> {
                    if (dead[0] && method.getName().equals("close")) {
                        return null;
                    }
                    boolean now = method.getName().equals(at.method) && --left[0] == 0;
                    if (now && at != At.AFTER_COMMIT) {
                        dead[0] = true;
                    }
                    if (dead[0]) {
                        throw new IllegalStateException("dead");
                    }
                    try {
                        Object result = method.invoke(real, args);
                        dead[0] = now;
                        if (now) {
                            throw new IllegalStateException("dead");
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
