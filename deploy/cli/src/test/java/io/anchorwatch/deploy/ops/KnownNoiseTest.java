// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class KnownNoiseTest {

    private static final String NETWORK = "org.apache.kafka.clients.NetworkClient";
    private static final String AWAY = "Connection to node 1 could not be established.";

    private final KnownNoise filter = new KnownNoise();

    private FilterReply decide(String logger, String message, int second) {
        LoggingEvent event =
                new LoggingEvent("", new LoggerContext().getLogger(logger), Level.WARN, message, null, new Object[0]);
        event.setInstant(Instant.ofEpochSecond(second));
        return filter.decide(event);
    }

    @Test
    void whatAsksForNothingIsKeptOut() {
        assertThat(decide("org.apache.kafka.controller.QuorumController", "Performing controller activation. x", 0))
                .isEqualTo(FilterReply.DENY);
    }

    @Test
    void otherMessagesOfTheSameLoggerPass() {
        assertThat(decide("org.apache.kafka.controller.QuorumController", "the disk is full", 0))
                .isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void theSameTextOfAnotherLoggerPasses() {
        assertThat(decide("io.anchorwatch.Rules", "Performing controller activation.", 0))
                .isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void aBrokerThatIsAwayIsToldOnceAMinute() {
        assertThat(decide(NETWORK, AWAY, 0)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(NETWORK, AWAY, 59)).isEqualTo(FilterReply.DENY);
        assertThat(decide(NETWORK, AWAY, 60)).isEqualTo(FilterReply.NEUTRAL);
    }
}
