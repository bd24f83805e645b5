// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.status.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** The shipped logback.xml, with text as an attacker would put it into an event. */
final class LoggingTest {

    private static final String HOSTILE = "name\nFAKE INFO line \u001b[31m {} %s ${java.home} \u202e";

    private static String logged(String format, Consumer<Logger> what) throws Exception {
        URL config = Objects.requireNonNull(LoggingTest.class.getResource("/logback.xml"));
        PrintStream before = System.err;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        LoggerContext context = new LoggerContext();
        try {
            System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
            context.setMDCAdapter(new LogbackMDCAdapter());
            context.putProperty("anchorwatch.log.format", format);
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(config);
            what.accept(context.getLogger("io.anchorwatch.Test"));
            assertThat(context.getStatusManager().getCopyOfStatusList())
                    .noneMatch(status -> status.getEffectiveLevel() >= Status.WARN);
        } finally {
            context.stop();
            System.setErr(before);
        }
        return captured.toString(StandardCharsets.UTF_8);
    }

    private static void warn(Logger log) {
        log.warn("pod {} seen {} times", HOSTILE, 3);
    }

    @Test
    void anExceptionIsPrintedOnceAndWithoutEscapes() throws Exception {
        String out = logged("plain", log -> log.error("failed", new IllegalStateException("bad \u001b[31m name")));
        assertThat(out)
                .containsOnlyOnce("IllegalStateException: bad _[31m name")
                .doesNotContain("\u001b");
    }

    @Test
    void jsonIsOneObjectALineWithTheTextAsItWas() throws Exception {
        String out = logged("json", LoggingTest::warn);
        assertThat(out.lines()).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(out);
        assertThat(line.at("/level").asText()).isEqualTo("WARN");
        assertThat(line.at("/formattedMessage").asText()).isEqualTo("pod " + HOSTILE + " seen 3 times");
    }

    @Test
    void plainLinesCarryNoControlCharactersOfEvents() throws Exception {
        String out = logged("plain", LoggingTest::warn);
        assertThat(out.lines())
                .singleElement()
                .asString()
                .contains("pod name_FAKE INFO line _[31m {} %s ${java.home} _");
    }
}
