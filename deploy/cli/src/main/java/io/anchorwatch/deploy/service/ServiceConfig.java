// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

import io.anchorwatch.ingest.audit.topic.TopicSourceConfig;
import io.anchorwatch.ingest.audit.webhook.WebhookReceiverConfig;
import io.anchorwatch.ingest.object.ObjectSourceConfig;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.dispatch.SinkFilter;
import io.anchorwatch.sinks.route.Routing;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJobConfig;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJobConfig.Sharing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the service does, and where.
 *
 * @param roles what this process takes on
 * @param data folder of the embedded broker, the spool and the state stores
 * @param kafka where events and alerts go through
 * @param webhook the audit webhook receiver; empty when events come from logs only
 * @param spoolBytes most bytes that wait on disk while Kafka is away
 * @param tails audit logs to follow
 * @param topics topics that hold audit events already
 * @param watch clusters whose objects are watched; empty for none
 * @param detect how events are judged
 * @param sinks where alerts go
 * @param routing which alert goes to which sink, and how people are spared
 * @param operations where metrics and health are served
 */
public record ServiceConfig(
        Set<Role> roles,
        Path data,
        KafkaConfig kafka,
        Optional<WebhookReceiverConfig> webhook,
        long spoolBytes,
        List<TailConfig> tails,
        List<TopicSourceConfig> topics,
        Optional<ObjectSourceConfig> watch,
        DetectConfig detect,
        List<SinkRouteConfig> sinks,
        Routing routing,
        OperationsConfig operations) {

    public ServiceConfig {
        roles = Set.copyOf(roles);
        tails = List.copyOf(tails);
        topics = List.copyOf(topics);
        sinks = List.copyOf(sinks);
    }

    /**
     * Kafka.
     *
     * @param bootstrap brokers; empty starts the embedded one
     * @param port port of the embedded broker, 0 for the one it had before
     * @param properties further client settings
     * @param partitions partitions of topics that are created
     * @param replicas copies of topics that are created
     * @param retention how long they keep records
     */
    public record KafkaConfig(
            Optional<String> bootstrap,
            int port,
            Map<String, String> properties,
            int partitions,
            short replicas,
            Duration retention) {

        public KafkaConfig {
            properties = Map.copyOf(properties);
        }
    }

    /**
     * The detection job.
     *
     * @param rules rule files and folders; empty for the shipped ones
     * @param pipelines Sigma processing pipelines
     * @param compat formats whose known defects are reproduced
     * @param threads stream threads
     * @param lateness how far out of order correlated events may come
     * @param eager whether a correlation is told before its time is settled
     * @param objects whether object changes are judged and joined with the requests that made them
     * @param sharing how several processes share the work
     */
    public record DetectConfig(
            List<Path> rules,
            List<Path> pipelines,
            List<String> compat,
            int threads,
            Duration lateness,
            boolean eager,
            boolean objects,
            Sharing sharing) {

        /** The shipped rules on one thread, told as soon as they show. */
        public static final DetectConfig DEFAULT = new DetectConfig(
                List.of(),
                List.of(),
                List.of(),
                1,
                DetectionJobConfig.Correlation.LIVE.lateness(),
                true,
                true,
                Sharing.NONE);

        public DetectConfig {
            rules = List.copyOf(rules);
            pipelines = List.copyOf(pipelines);
            compat = List.copyOf(compat);
        }
    }

    /** An audit log to follow: whose it is, which of the cluster's logs, and the active file. */
    public record TailConfig(String cluster, String source, Path file) {}

    /**
     * A sink and the alerts that it gets.
     *
     * @param shown its settings as they may be printed
     */
    public record SinkRouteConfig(SinkConfig sink, SinkFilter filter, Map<String, Object> shown) {}

    /** Address and port of the operations server; port 0 takes a free one. */
    public record OperationsConfig(String host, int port) {}
}
