// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.facts.Fact;
import io.anchorwatch.streamjobs.detection.files.RuleFolder;
import io.anchorwatch.streamjobs.detection.rule.KubernetesAuditMapping;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much work an event can cause, in steps and bytes rather than in time. */
final class WorkTest {

    private static final int RULES = 1_000;

    /** Rules whose texts are parts of each other, as far as possible from what an index likes. */
    private static List<Rule> rules() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < RULES; i++) {
            String part = "ab".repeat(i % 20) + "x" + Integer.toString(i, 36);
            text.append("---\nname: r")
                    .append(i)
                    .append('\n')
                    .append(Sigma.rule("s: {user.groups|contains: " + part + "}\nt: {userAgent|endswith: ab" + part
                            + "}\ncondition: s or t"));
        }
        return Sigma.read(text.toString()).rules();
    }

    private static long steps(List<Rule> rules, String fields) throws IOException {
        Program program = Program.audit(rules);
        Scratch scratch = new Scratch();
        byte[] json = ("{\"verb\":\"get\"," + fields + "}").getBytes(StandardCharsets.UTF_8);
        assertThat(program.run(AuditView.decode(json, Fact.values().length), scratch)
                        .hits())
                .isEmpty();
        return scratch.of(program).steps();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "a", "abx", "AB", "\u00e4b", "x"})
    void aLongUserAgentIsReadOnceForAllRules(String piece) throws IOException {
        String agent = piece.repeat(65_536 / piece.length());
        long steps = steps(rules(), "\"userAgent\":\"" + agent + "\"");
        assertThat(steps).isBetween(agent.length() / 2L, 4L * agent.length() + 10L * RULES);
    }

    @Test
    void aLongListIsReadOnceForAllRules() throws IOException {
        int elements = 10_000;
        long steps = steps(rules(), "\"user\":{\"groups\":[" + "\"abab\",".repeat(elements) + "1]}");
        assertThat(steps).isBetween(4L * elements, 40L * elements + 10L * RULES);
    }

    /** Reading is not free, judging is: of an event that meets no rule and whose bodies no rule asks for. */
    @Test
    void judgingAnEventThatMeetsNoRuleAllocatesNothing() throws IOException {
        Program program = Program.audit(new RuleFolder(List.of(Path.of("../rules/catalogue")))
                .rules(new KubernetesAuditMapping())
                .rules());
        String event = "{\"level\":\"Request\",\"auditID\":\"a\",\"stage\":\"ResponseComplete\",\"requestURI\":"
                + "\"/api/v1/namespaces/Default/pods/web?fieldSelector=X\",\"verb\":\"get\",\"user\":{\"username\":"
                + "\"system:serviceaccount:default:Web\",\"groups\":[\"system:authenticated\"]},\"sourceIPs\":"
                + "[\"10.0.0.1\"],\"userAgent\":\"Web/1.0 (Linux)\",\"objectRef\":{\"resource\":\"pods\",\"namespace\":"
                + "\"default\",\"name\":\"web\",\"apiVersion\":\"v1\"},\"responseStatus\":{\"code\":200}}";
        Scratch scratch = new Scratch();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 2_000; round++) {
            AuditView view =
                    AuditView.decode(event.getBytes(StandardCharsets.UTF_8), Fact.values().length, program.slots());
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            program.run(view, scratch);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }
}
