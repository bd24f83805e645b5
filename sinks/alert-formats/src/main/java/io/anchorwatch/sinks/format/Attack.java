// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * ATT&amp;CK ids of a rule, sorted out. Names stand here for the techniques that the shipped rules use; an id without a
 * name is given without one.
 *
 * @param tactics such as {@code TA0002}
 * @param techniques such as {@code T1552}; the parents of subtechniques among them
 * @param subtechniques such as {@code T1552.007}
 * @see <a href="https://attack.mitre.org/versions/v17/matrices/enterprise/">ATT&amp;CK for Enterprise 17</a>
 */
record Attack(List<String> tactics, List<String> techniques, List<String> subtechniques) {

    static final String FRAMEWORK = "MITRE ATT&CK";

    private static final Pattern TACTIC = Pattern.compile("TA[0-9]{4}");
    private static final Pattern TECHNIQUE = Pattern.compile("T[0-9]{4}");
    private static final Pattern SUBTECHNIQUE = Pattern.compile("T[0-9]{4}\\.[0-9]{3}");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("T1036", "Masquerading"),
            Map.entry("T1036.005", "Match Legitimate Resource Name or Location"),
            Map.entry("T1040", "Network Sniffing"),
            Map.entry("T1053", "Scheduled Task/Job"),
            Map.entry("T1053.007", "Container Orchestration Job"),
            Map.entry("T1055", "Process Injection"),
            Map.entry("T1059", "Command and Scripting Interpreter"),
            Map.entry("T1059.004", "Unix Shell"),
            Map.entry("T1069", "Permission Groups Discovery"),
            Map.entry("T1069.003", "Cloud Groups"),
            Map.entry("T1070", "Indicator Removal"),
            Map.entry("T1078", "Valid Accounts"),
            Map.entry("T1078.001", "Default Accounts"),
            Map.entry("T1078.004", "Cloud Accounts"),
            Map.entry("T1090", "Proxy"),
            Map.entry("T1098", "Account Manipulation"),
            Map.entry("T1098.001", "Additional Cloud Credentials"),
            Map.entry("T1098.006", "Additional Container Cluster Roles"),
            Map.entry("T1105", "Ingress Tool Transfer"),
            Map.entry("T1133", "External Remote Services"),
            Map.entry("T1134", "Access Token Manipulation"),
            Map.entry("T1136", "Create Account"),
            Map.entry("T1190", "Exploit Public-Facing Application"),
            Map.entry("T1195", "Supply Chain Compromise"),
            Map.entry("T1195.002", "Compromise Software Supply Chain"),
            Map.entry("T1485", "Data Destruction"),
            Map.entry("T1486", "Data Encrypted for Impact"),
            Map.entry("T1489", "Service Stop"),
            Map.entry("T1490", "Inhibit System Recovery"),
            Map.entry("T1496", "Resource Hijacking"),
            Map.entry("T1499", "Endpoint Denial of Service"),
            Map.entry("T1525", "Implant Internal Image"),
            Map.entry("T1528", "Steal Application Access Token"),
            Map.entry("T1530", "Data from Cloud Storage"),
            Map.entry("T1546", "Event Triggered Execution"),
            Map.entry("T1552", "Unsecured Credentials"),
            Map.entry("T1552.001", "Credentials In Files"),
            Map.entry("T1552.005", "Cloud Instance Metadata API"),
            Map.entry("T1552.007", "Container API"),
            Map.entry("T1553", "Subvert Trust Controls"),
            Map.entry("T1553.004", "Install Root Certificate"),
            Map.entry("T1557", "Adversary-in-the-Middle"),
            Map.entry("T1562", "Impair Defenses"),
            Map.entry("T1562.001", "Disable or Modify Tools"),
            Map.entry("T1562.004", "Disable or Modify System Firewall"),
            Map.entry("T1562.008", "Disable or Modify Cloud Logs"),
            Map.entry("T1565", "Data Manipulation"),
            Map.entry("T1565.001", "Stored Data Manipulation"),
            Map.entry("T1572", "Protocol Tunneling"),
            Map.entry("T1578", "Modify Cloud Compute Infrastructure"),
            Map.entry("T1578.001", "Create Snapshot"),
            Map.entry("T1609", "Container Administration Command"),
            Map.entry("T1610", "Deploy Container"),
            Map.entry("T1611", "Escape to Host"),
            Map.entry("T1613", "Container and Resource Discovery"),
            Map.entry("T1649", "Steal or Forge Authentication Certificates"));

    static Attack of(List<String> ids) {
        Set<String> tactics = new LinkedHashSet<>();
        Set<String> techniques = new LinkedHashSet<>();
        Set<String> subtechniques = new LinkedHashSet<>();
        for (String id : ids) {
            if (TACTIC.matcher(id).matches()) {
                tactics.add(id);
            } else if (TECHNIQUE.matcher(id).matches()) {
                techniques.add(id);
            } else if (SUBTECHNIQUE.matcher(id).matches()) {
                techniques.add(parent(id));
                subtechniques.add(id);
            }
        }
        return new Attack(List.copyOf(tactics), List.copyOf(techniques), List.copyOf(subtechniques));
    }

    /** The technique of a subtechnique. */
    static String parent(String subtechnique) {
        return subtechnique.substring(0, subtechnique.indexOf('.'));
    }

    /** Its name, or empty. */
    static String name(String id) {
        return NAMES.getOrDefault(id, "");
    }

    /** Its page. */
    static String reference(String id) {
        if (TACTIC.matcher(id).matches()) {
            return "https://attack.mitre.org/tactics/" + id + "/";
        }
        return "https://attack.mitre.org/techniques/" + id.replace('.', '/') + "/";
    }

    /** Names of all of them, the id where there is no name, so that lists stay aligned. */
    static List<String> names(List<String> ids) {
        return ids.stream().map(id -> NAMES.getOrDefault(id, id)).toList();
    }

    /** Tactics, subtechniques, and techniques that no subtechnique stands for. */
    List<String> leaves() {
        return Stream.of(
                        tactics.stream(),
                        techniques.stream().filter(id -> subtechniques.stream().noneMatch(sub -> sub.startsWith(id))),
                        subtechniques.stream())
                .flatMap(part -> part)
                .toList();
    }

    boolean isEmpty() {
        return tactics.isEmpty() && techniques.isEmpty();
    }
}
