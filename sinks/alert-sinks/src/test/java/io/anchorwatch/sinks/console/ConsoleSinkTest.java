// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.TestAlerts;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleSinkTest extends AlertSinkContract {

    @Override
    protected SinkUnderTest open() {
        return new Console();
    }

    @Test
    void a_wide_row_says_who_did_what_to_which_object_from_where() {
        assertThat(print(new ConsoleConfig("console", false, 200), Severity.HIGH))
                .startsWith("TIME                  SEVERITY  CLUSTER       TITLE")
                .contains("2026-03-01 09:30:00Z  high      prod          Shell in a pod")
                .contains("alice create pods/exec shop/web-0 → success from 10.0.0.7")
                .doesNotContain("\u001b");
    }

    @ParameterizedTest(name = "{0} columns")
    @ValueSource(ints = {60, 80, 109, 110, 120, 160, 400})
    void no_line_is_wider_than_the_terminal(int width) {
        StringBuilder out = new StringBuilder();
        try (ConsoleSink sink = new ConsoleSink(new ConsoleConfig("console", false, width), out)) {
            sink.deliver(List.of(TestAlerts.hostile("漢字🚀".repeat(30)), TestAlerts.alert("a")));
        }
        assertThat(out.toString().lines()).allMatch(line -> TerminalText.width(line) <= width);
    }

    @Test
    void colours_are_the_only_escapes_and_none_comes_out_of_an_event() {
        StringBuilder out = new StringBuilder();
        try (ConsoleSink sink = new ConsoleSink(new ConsoleConfig("console", true, 200), out)) {
            sink.deliver(List.of(TestAlerts.hostile("a")));
        }
        String ours = out.toString().replace("\u001b[1;31m", "").replace("\u001b[0m", "");
        assertThat(ours).contains("Shell in a pod·[31mred·]0;title");
        assertThat(ours.replace("\n", "").codePoints())
                .noneMatch(c -> c < 0x20
                        || (c >= 0x7f && c < 0xa0)
                        || c == 0x202e
                        || c == 0x2028
                        || (c >= 0xd800 && c < 0xe000));
        assertThat(ours.lines()).hasSize(2);
    }

    @Test
    void colours_need_a_terminal_and_no_objection() {
        assertThat(ConsoleConfig.detect("c", true, Map.of()).colours()).isTrue();
        assertThat(ConsoleConfig.detect("c", false, Map.of()).colours()).isFalse();
        assertThat(ConsoleConfig.detect("c", true, Map.of("NO_COLOR", "1")).colours())
                .isFalse();
        assertThat(ConsoleConfig.detect("c", true, Map.of("TERM", "dumb")).colours())
                .isFalse();
        assertThat(ConsoleConfig.detect("c", true, Map.of("COLUMNS", "87")).width())
                .isEqualTo(87);
        assertThat(ConsoleConfig.detect("c", true, Map.of("COLUMNS", "x")).width())
                .isEqualTo(120);
    }

    @Test
    void wide_characters_count_two_columns_and_are_not_cut_in_half() {
        assertThat(TerminalText.width("漢字")).isEqualTo(4);
        assertThat(TerminalText.fit("漢字漢字", 6)).isEqualTo("漢字… ");
        assertThat(TerminalText.fit("ab", 4)).isEqualTo("ab  ");
    }

    private static String print(ConsoleConfig config, Severity severity) {
        StringBuilder out = new StringBuilder();
        try (ConsoleSink sink = new ConsoleSink(config, out)) {
            sink.deliver(List.of(TestAlerts.alert("a", "pod-exec", severity)));
        }
        return out.toString();
    }

    /** The table shows no ids: an alert counts as shown when it made exactly one row. */
    private static final class Console implements SinkUnderTest {

        private final StringBuilder shown = new StringBuilder();
        private final ConsoleSink sink = new ConsoleSink(new ConsoleConfig("console", false, 200), new Failable());
        private boolean failing;
        private final ArrayList<String> ids = new ArrayList<>();

        @Override
        public AlertSink sink() {
            return new AlertSink() {
                @Override
                public String name() {
                    return sink.name();
                }

                @Override
                public List<DeliveryResult> deliver(List<Alert> batch) {
                    return batch.stream()
                            .map(alert -> {
                                long rows = shown.toString().lines().count();
                                var result = sink.deliver(List.of(alert)).get(0);
                                // One row more, and one header at the most: whatever the text holds.
                                if (shown.toString().lines().count() == Math.max(rows, 1) + 1) {
                                    ids.add(alert.id());
                                }
                                return result;
                            })
                            .toList();
                }

                @Override
                public void close() {
                    sink.close();
                }
            };
        }

        @Override
        public List<String> ids() {
            return List.copyOf(ids);
        }

        @Override
        public void failing(boolean on) {
            failing = on;
        }

        @Override
        public void close() {
            sink.close();
        }

        private final class Failable implements Appendable {

            @Override
            public Appendable append(@Nullable CharSequence text) throws IOException {
                if (failing) {
                    throw new IOException("Broken pipe");
                }
                shown.append(text);
                return this;
            }

            @Override
            public Appendable append(@Nullable CharSequence text, int start, int end) throws IOException {
                return append(text == null ? "" : text.subSequence(start, end));
            }

            @Override
            public Appendable append(char c) throws IOException {
                return append(Character.toString(c));
            }
        }
    }
}
