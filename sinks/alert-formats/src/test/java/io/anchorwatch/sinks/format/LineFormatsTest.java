// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorwatch.streamjobs.alert.Alert;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** CEF and LEEF: what a parser of theirs reads back is what was meant, whatever the alert holds. */
class LineFormatsTest {

    private static final Set<String> CEF_KEYS = Set.of(
            "rt",
            "start",
            "end",
            "cnt",
            "externalId",
            "cat",
            "dvchost",
            "suser",
            "duser",
            "spriv",
            "src",
            "c6a2Label",
            "c6a2",
            "shost",
            "requestClientApplication",
            "act",
            "outcome",
            "reason",
            "request",
            "deviceExternalId",
            "msg",
            "cs1Label",
            "cs1",
            "cs2Label",
            "cs2",
            "cs3Label",
            "cs3",
            "cs4Label",
            "cs4",
            "cs5Label",
            "cs5",
            "cs6Label",
            "cs6",
            "cn1Label",
            "cn1",
            "cn2Label",
            "cn2",
            "flexString1Label",
            "flexString1",
            "flexString2Label",
            "flexString2");

    private static final Set<String> LEEF_KEYS = Set.of(
            "devTime",
            "devTimeFormat",
            "cat",
            "sev",
            "policy",
            "usrName",
            "src",
            "srcName",
            "actorKind",
            "impersonating",
            "onBehalfOf",
            "userAgent",
            "action",
            "resource",
            "namespace",
            "cluster",
            "url",
            "outcome",
            "responseCode",
            "reason",
            "alertId",
            "fingerprint",
            "riskScore",
            "attack",
            "auditId",
            "count",
            "firstSeen",
            "lastSeen",
            "changes",
            "msg");

    @Test
    void cef_reads_back_as_it_was_meant() {
        HostileCorpus.alerts().forEach(LineFormatsTest::checkCef);
        ExampleAlerts.all().values().forEach(LineFormatsTest::checkCef);
        checkCef(Bare.alert());
    }

    @Test
    void leef_reads_back_as_it_was_meant() {
        HostileCorpus.alerts().forEach(LineFormatsTest::checkLeef);
        ExampleAlerts.all().values().forEach(LineFormatsTest::checkLeef);
        checkLeef(Bare.alert());
    }

    @Test
    void both_hold_for_any_text() {
        SplittableRandom random = new SplittableRandom(4711);
        for (int i = 0; i < 1500; i++) {
            Alert alert = HostileCorpus.alert(field -> RandomTexts.text(random, 40));
            checkCef(alert);
            checkLeef(alert);
        }
    }

    @Test
    void an_address_of_version_6_has_a_field_of_its_own_in_cef() {
        Map<String, String> extension = cef(ExampleAlerts.deniedSecrets()).extension();
        assertThat(extension).containsEntry("c6a2", "2001:db8::17").containsEntry("c6a2Label", "Source IPv6 Address");
        assertThat(extension).doesNotContainKey("src");
    }

    @Test
    void the_parsers_refuse_what_is_forged() {
        assertThatThrownBy(() -> CefParser.parse("CEF:0|a|b|1|x|n|1|act=a=b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CefParser.parse("CEF:0|a|b|1|x|n|1|act=a act=b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CefParser.parse("CEF:0|a|b|1|x|n|1|act=\\q"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LeefParser.parse("LEEF:2.0|a|b|1|x|^|k=v^k=w"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(LeefParser.parse("LEEF:2.0|a|b|1|x|0x5E|k=v^l=w").attributes())
                .containsEntry("l", "w");
    }

    private static CefParser cef(Alert alert) {
        return CefParser.parse(new String(AlertFormats.CEF.encode(alert), UTF_8));
    }

    private static void checkCef(Alert alert) {
        CefParser read = cef(alert);
        assertThat(read.header().get(4)).isEqualTo(PlainText.clean(alert.rule().id(), 1023));
        assertThat(read.header().get(5)).isEqualTo(Sentence.title(alert));
        Map<String, String> extension = read.extension();
        assertThat(CEF_KEYS).containsAll(extension.keySet());
        cef(extension, "suser", alert.actor().name(), 1023);
        cef(extension, "duser", alert.actor().impersonating(), 1023);
        cef(extension, "spriv", alert.actor().kind(), 1023);
        cef(extension, "act", alert.verb(), 63);
        cef(extension, "outcome", alert.outcome().result(), 63);
        cef(extension, "reason", alert.outcome().reason(), 1023);
        cef(extension, "request", alert.target().uri(), 1023);
        cef(extension, "requestClientApplication", alert.client().userAgent(), 1023);
        cef(extension, "dvchost", alert.cluster(), 100);
        cef(extension, "externalId", alert.id(), 40);
        cef(extension, "cs1", alert.target().namespace(), 1023);
        cef(extension, "cs6", alert.actor().onBehalfOf(), 1023);
        cef(extension, "msg", Sentence.of(alert), 1023);
        assertThat(extension.keySet())
                .filteredOn(key -> key.endsWith("Label"))
                .allMatch(label -> extension.containsKey(label.substring(0, label.length() - 5)));
    }

    /** As documented: clean, cut, and without space at its ends. */
    private static void cef(Map<String, String> extension, String key, String meant, int most) {
        assertThat(extension.getOrDefault(key, ""))
                .as(key)
                .isEqualTo(PlainText.clean(meant, most).strip());
    }

    private static void checkLeef(Alert alert) {
        LeefParser read = LeefParser.parse(new String(AlertFormats.LEEF.encode(alert), UTF_8));
        assertThat(read.header().get(4))
                .isEqualTo(PlainText.clean(alert.rule().id(), 255)
                        .replace('|', '¦')
                        .replace('^', 'ˆ'));
        Map<String, String> attributes = read.attributes();
        assertThat(LEEF_KEYS).containsAll(attributes.keySet());
        leef(attributes, "usrName", alert.actor().name(), 255);
        leef(attributes, "impersonating", alert.actor().impersonating(), 255);
        leef(attributes, "action", alert.verb(), 255);
        leef(attributes, "outcome", alert.outcome().result(), 255);
        leef(attributes, "reason", alert.outcome().reason(), 1023);
        leef(attributes, "url", alert.target().uri(), 1023);
        leef(attributes, "userAgent", alert.client().userAgent(), 1023);
        leef(attributes, "cluster", alert.cluster(), 255);
        leef(attributes, "policy", Sentence.title(alert), 255);
        leef(attributes, "alertId", alert.deliveryId(), 255);
        leef(attributes, "msg", Sentence.of(alert), 1023);
    }

    private static void leef(Map<String, String> attributes, String key, String meant, int most) {
        assertThat(attributes.getOrDefault(key, ""))
                .as(key)
                .isEqualTo(PlainText.clean(meant, most).replace('^', 'ˆ'));
    }
}
