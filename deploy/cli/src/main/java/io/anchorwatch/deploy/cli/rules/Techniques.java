// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import java.util.List;
import java.util.Map;

/**
 * Tactics of the techniques that the shipped rules name. A subtechnique has its parent's tactics.
 *
 * @see <a href="https://attack.mitre.org/versions/v17/matrices/enterprise/">ATT&amp;CK for Enterprise 17</a>
 */
final class Techniques {

    /** Of ATT&amp;CK. */
    static final String VERSION = "17";

    /** Where techniques stand that are not listed here. */
    static final String OTHER = "(tactic not listed)";

    /** In the order of the matrix. */
    static final List<String> TACTICS = List.of(
            "initial-access",
            "execution",
            "persistence",
            "privilege-escalation",
            "defense-evasion",
            "credential-access",
            "discovery",
            "lateral-movement",
            "collection",
            "command-and-control",
            "exfiltration",
            "impact",
            OTHER);

    private static final Map<String, List<String>> OF = Map.ofEntries(
            Map.entry("T1036", List.of("defense-evasion")),
            Map.entry("T1040", List.of("credential-access", "discovery")),
            Map.entry("T1053", List.of("execution", "persistence", "privilege-escalation")),
            Map.entry("T1055", List.of("defense-evasion", "privilege-escalation")),
            Map.entry("T1059", List.of("execution")),
            Map.entry("T1069", List.of("discovery")),
            Map.entry("T1070", List.of("defense-evasion")),
            Map.entry("T1078", List.of("initial-access", "persistence", "privilege-escalation", "defense-evasion")),
            Map.entry("T1090", List.of("command-and-control")),
            Map.entry("T1098", List.of("persistence", "privilege-escalation")),
            Map.entry("T1105", List.of("command-and-control")),
            Map.entry("T1133", List.of("initial-access", "persistence")),
            Map.entry("T1134", List.of("privilege-escalation", "defense-evasion")),
            Map.entry("T1136", List.of("persistence")),
            Map.entry("T1190", List.of("initial-access")),
            Map.entry("T1195", List.of("initial-access")),
            Map.entry("T1485", List.of("impact")),
            Map.entry("T1486", List.of("impact")),
            Map.entry("T1489", List.of("impact")),
            Map.entry("T1490", List.of("impact")),
            Map.entry("T1496", List.of("impact")),
            Map.entry("T1499", List.of("impact")),
            Map.entry("T1525", List.of("persistence")),
            Map.entry("T1528", List.of("credential-access")),
            Map.entry("T1530", List.of("collection")),
            Map.entry("T1546", List.of("persistence", "privilege-escalation")),
            Map.entry("T1552", List.of("credential-access")),
            Map.entry("T1553", List.of("defense-evasion")),
            Map.entry("T1557", List.of("credential-access", "collection")),
            Map.entry("T1562", List.of("defense-evasion")),
            Map.entry("T1565", List.of("impact")),
            Map.entry("T1572", List.of("command-and-control")),
            Map.entry("T1578", List.of("defense-evasion")),
            Map.entry("T1609", List.of("execution")),
            Map.entry("T1610", List.of("execution", "defense-evasion")),
            Map.entry("T1611", List.of("privilege-escalation")),
            Map.entry("T1613", List.of("discovery")),
            // Of version 19, where it took the place of T1562: under the tactic that has that here.
            Map.entry("T1685", List.of("defense-evasion")),
            Map.entry("T1649", List.of("credential-access")));

    private Techniques() {}

    /** Its tactics. */
    static List<String> tactics(String technique) {
        int dot = technique.indexOf('.');
        return OF.getOrDefault(dot < 0 ? technique : technique.substring(0, dot), List.of(OTHER));
    }
}
