// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.memory;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.TestAlerts;
import io.anchorwatch.streamjobs.alert.Alert;
import java.util.List;

class MemorySinkTest extends AlertSinkContract {

    @Override
    protected SinkUnderTest open() {
        return new Memory();
    }

    private static final class Memory implements SinkUnderTest {

        private final MemorySink memory = new MemorySink("memory");
        private boolean failing;

        @Override
        public AlertSink sink() {
            return new AlertSink() {
                @Override
                public String name() {
                    return memory.name();
                }

                @Override
                public List<DeliveryResult> deliver(List<Alert> batch) {
                    return failing
                            ? DeliveryResult.all(batch, DeliveryResult.retry("told to fail"))
                            : memory.deliver(batch);
                }

                @Override
                public void close() {
                    memory.close();
                }
            };
        }

        @Override
        public List<String> ids() {
            return TestAlerts.ids(memory.alerts());
        }

        @Override
        public void failing(boolean on) {
            failing = on;
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
