// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule's test on what a watcher says of itself. */
final class NoticeCaseTest {

    @TempDir
    private Path folder;

    private List<RuleTests.Case> read(String notice) throws IOException {
        Path file = Files.createDirectories(folder.resolve("watch-gap")).resolve(RuleTests.FILE);
        return RuleTests.read(Files.writeString(file, "- {name: it, match: true, notice: " + notice + "}\n"));
    }

    @Test
    void aNoticeIsSeenAsTheJobShowsItToRules() throws IOException {
        RuleTests.Case read = read("{kind: gap, resource: deployments.apps, changes: 7, detail: too old}")
                .get(0);
        assertThat(read.isOfObjects()).isTrue();
        JsonNode seen = new ObjectMapper().readTree(read.seen().get(0));
        assertThat(seen.path("verb").asText()).isEqualTo("watch");
        assertThat(seen.path("notice").asText()).isEqualTo("gap");
        assertThat(seen.at("/objectRef/resource").asText()).isEqualTo("deployments.apps");
        assertThat(seen.at("/watchNotice/changes").asLong()).isEqualTo(7);
        assertThat(seen.at("/watchNotice/detail").asText()).isEqualTo("too old");
        assertThat(seen.path("attribution").asText()).isEqualTo("unknown");
    }

    @Test
    void aKindThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> read("{kind: gaps}")).hasMessageContaining("no notice is of the kind 'gaps'");
    }

    @Test
    void aKeyThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> read("{kind: gap, chnages: 7}")).hasMessageContaining("'changes'");
    }
}
