// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.files.RuleFolder;
import io.anchorwatch.streamjobs.detection.rule.KubernetesAuditMapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IndexingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "s: {verb: get, userAgent|contains: [Curl, wget]} ! s ! verb; userAgent contains curl or userAgent contains wget",
                "s: {userAgent|startswith: Curl} ! s ! userAgent starts with curl",
                "s: {userAgent: '*curl'} ! s ! userAgent ends with curl",
                "s: {requestURI|re: '^/api/[a-z]+/secrets(\\?.*)?$'} ! s ! requestURI contains /secrets",
                "s: {sourceIPs|cidr: 10.0.0.0/8} ! s ! sourceIPs in 10.0.0.0/8",
                "s: {impersonatedUser.username|exists: true} ! s ! impersonatedUser.username is there",
                "s: {verb: get, requestObject.spec.x: y} ! s ! verb; requestObject.spec.x = y",
                "s: {requestObject.spec.x: y, userAgent: curl} ! s ! userAgent = curl",
                "s: [{userAgent: curl}, {objectRef.name: n}] ! s ! userAgent = curl or objectRef.name = n",
                "s: [{userAgent: curl}, {verb: get}] ! s ! always run",
                "s: {userAgent: curl} ! not s ! always run",
                "s: {userAgent|contains: c} ! s ! always run",
                "s: {verb: get} ! s ! verb",
            })
    void saysWhatNarrowsARule(String selection, String condition, String text) {
        var rules = Sigma.read(Sigma.rule(selection + "\ncondition: " + condition));
        assertThat(rules.hasErrors()).as(rules.problems().toString()).isFalse();
        assertThat(Indexing.of(rules.rules()))
                .singleElement()
                .extracting(Indexing::text)
                .isEqualTo(text);
    }

    @Test
    void noShippedRuleIsTriedOnEveryEvent() throws IOException {
        var shipped = new RuleFolder(List.of(Path.of("../rules/catalogue"))).rules(new KubernetesAuditMapping());
        assertThat(Indexing.of(shipped.rules())).hasSizeGreaterThan(90).noneMatch(Indexing::isAlwaysRun);
    }
}
