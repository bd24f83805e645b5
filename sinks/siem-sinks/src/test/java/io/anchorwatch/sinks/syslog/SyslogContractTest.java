// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.SinkUnderTest;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** Both protocols keep the contract. */
class SyslogContractTest {

    @Nested
    class Tcp extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() throws IOException {
            return new SyslogUnderTest(SyslogTransport.TCP, Optional.empty());
        }
    }

    @Nested
    class Relp extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() throws IOException {
            return new SyslogUnderTest(SyslogTransport.RELP, Optional.empty());
        }
    }
}
