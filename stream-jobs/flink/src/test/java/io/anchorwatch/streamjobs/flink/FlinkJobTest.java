// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.streamjobs.detection.files.RuleBundle;
import io.anchorwatch.streamjobs.detection.files.RuleContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/** The program and its graph, without a broker. */
final class FlinkJobTest {

    private static final Path MANIFEST = Path.of("../../deploy/flink/flinkdeployment.yaml");

    private static RuleBundle bundle(String rules) {
        return new RuleBundle(
                new RuleContents(Map.of("r.yaml", rules), Map.of(), Map.of(), Map.of(), List.of()), true, Set.of());
    }

    private static String stacked(int levels) {
        StringBuilder rules = new StringBuilder("""
                title: get
                name: level-0
                level: low
                logsource: {product: kubernetes}
                detection: {s: {verb: get}, condition: s}
                """);
        for (int level = 1; level <= levels; level++) {
            rules.append("""
                    ---
                    title: more
                    name: level-%d
                    level: low
                    correlation: {type: event_count, rules: [level-%d], timespan: 10m, condition: {gte: 2}}
                    """.formatted(level, level - 1));
        }
        return rules.toString();
    }

    @Test
    void every_operator_has_an_id_that_savepoints_find_it_by() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        DetectionPipeline.build(env, FlinkJobConfig.of("localhost:1", bundle(stacked(1)), FlinkJobConfig.LIVE), 3, 3);
        List<StreamNode> nodes = List.copyOf(env.getStreamGraph(false).getStreamNodes());
        assertThat(nodes).hasSizeGreaterThan(10);
        assertThat(nodes)
                .allSatisfy(node -> assertThat(node.getTransformationUID())
                        .as("uid of %s", node.getOperatorName())
                        .isNotBlank());
    }

    @Test
    void rules_that_stack_deeper_than_the_job_are_refused() {
        FlinkJobConfig config = FlinkJobConfig.of("localhost:1", bundle(stacked(5)), FlinkJobConfig.LIVE);
        assertThatThrownBy(() -> config.check(config.rules().load()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 deep");
    }

    @Test
    void a_bundle_gives_the_rules_that_it_was_made_of() {
        RuleBundle before = bundle(stacked(2));
        RuleBundle after = RuleBundle.decode(before.encode());
        assertThat(after).isEqualTo(before);
        assertThat(after.load().digest()).isEqualTo(before.load().digest());
    }

    @Test
    void the_manifest_starts_this_program_with_arguments_that_it_knows() throws IOException {
        Object manifest = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(MANIFEST));
        JsonNode job = new ObjectMapper().valueToTree(manifest).at("/spec/job");
        assertThat(job.path("entryClass").asText()).isEqualTo(FlinkJob.class.getName());
        assertThat(job.path("jarURI").asText()).endsWith("/anchorwatch-flink-job.jar");
        assertThat(job.path("args")).isNotEmpty();
        String[] arguments = StreamSupport.stream(job.path("args").spliterator(), false)
                .map(JsonNode::asText)
                .toArray(String[]::new);
        new CommandLine(new FlinkJob()).parseArgs(arguments);
    }

    @Test
    void a_run_that_contradicts_itself_is_refused() {
        assertThatThrownBy(() -> new FlinkJobConfig.Input(true, null, Instant.EPOCH))
                .hasMessageContaining("no end");
        assertThatThrownBy(() -> new FlinkJobConfig(
                        "",
                        "",
                        Map.of(),
                        bundle(stacked(1)),
                        Map.of(),
                        "anchorwatch.rules",
                        FlinkJobConfig.BOUNDED,
                        true,
                        0,
                        Duration.ZERO))
                .hasMessageContaining("bootstrap is empty; group is empty; a bounded job takes its rules at the start");
    }
}
