// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.kafkastreams.DetectionJobConfig.Sharing;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

final class StreamsSettingsTest {

    private static final DetectionJobConfig LIVE = DetectionJobConfig.of("127.0.0.1:1", Path.of("state"));

    private static StreamsConfig of(DetectionJobConfig config) {
        return new StreamsConfig(StreamsSettings.of(config));
    }

    /** Its state bears the times of its events: a broker would delete it before a job that was killed can read it. */
    @Test
    void aReplayKeepsWhatItRemembersOfOldRequests() {
        String retention = StreamsConfig.WINDOW_STORE_CHANGE_LOG_ADDITIONAL_RETENTION_MS_CONFIG;
        assertThat(of(DetectionJobConfig.forReplay("127.0.0.1:1", Path.of("state")))
                        .getLong(retention))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(of(LIVE).getLong(retention)).isEqualTo(86_400_000);
    }

    @Test
    void anInstanceWithANameIsAMemberUnderItAndHoldsCopies() {
        StreamsConfig named = of(LIVE.with(new Sharing("detect-0", 2)));
        assertThat(named.getMainConsumerConfigs("group", "client", 3)).containsEntry("group.instance.id", "detect-0-3");
        assertThat(named.getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG)).isEqualTo(2);
        assertThat(LIVE.with(new Sharing("detect-0", 2)).isNamed()).isTrue();
    }

    @Test
    void withoutANameItIsAMemberLikeAnyOther() {
        assertThat(of(LIVE).getMainConsumerConfigs("group", "client", 3)).doesNotContainKey("group.instance.id");
        assertThat(of(LIVE).getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG)).isZero();
        assertThat(LIVE.isNamed()).isFalse();
    }

    @Test
    void theEmbeddedBrokersOnlyUserHasANameToo() {
        DetectionJobConfig alone = new DetectionJobConfig(
                LIVE.bootstrap(),
                LIVE.applicationId(),
                LIVE.stateDir(),
                1,
                LIVE.commitInterval(),
                LIVE.correlation(),
                true,
                Map.of("main.consumer.group.instance.id", "anchorwatch"));
        assertThat(alone.isNamed()).isTrue();
    }
}
