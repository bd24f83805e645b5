// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.audit;

import io.anchorwatch.streamjobs.detection.lint.AuditProfile;
import io.anchorwatch.streamjobs.detection.lint.Blind;
import io.anchorwatch.streamjobs.detection.lint.PolicyAudit;
import io.anchorwatch.streamjobs.detection.value.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For people: rules that see too little, by reason. Rules may be hostile: control characters are escaped. */
final class BlindTable {

    private static final int MAX_SHOWN = 300;
    private static final int WIDTH = 100;

    private BlindTable() {}

    static String of(AuditProfile profile, PolicyAudit.Result result) {
        StringBuilder text = new StringBuilder();
        if (!profile.documentation().isEmpty()) {
            text.append(profile.name()).append(", from documentation read in ").append(profile.read());
            text.append(": ").append(profile.documentation()).append('\n');
            profile.notes().forEach(note -> text.append("  note: ").append(note).append('\n'));
            text.append('\n');
        }
        for (Blind.Sight sight : Blind.Sight.values()) {
            for (Map.Entry<String, List<Blind>> group : byReason(result, sight)) {
                text.append(head(sight))
                        .append(shown(group.getKey()))
                        .append(" (")
                        .append(count(group.getValue().size()));
                text.append(")\n");
                rules(text, group.getValue());
                text.append('\n');
            }
        }
        return text.append(summary(result)).append('\n').toString();
    }

    static String summary(PolicyAudit.Result result) {
        long more = result.count(Blind.Sight.MORE);
        return result.count(Blind.Sight.NEVER) + " of " + count(result.looked()) + " can never fire here, "
                + result.count(Blind.Sight.PART) + " only in part"
                + (more > 0 ? ", " + more + " may fire too often" : "");
    }

    /** Those that most rules share first. */
    private static List<Map.Entry<String, List<Blind>>> byReason(PolicyAudit.Result result, Blind.Sight sight) {
        Map<String, List<Blind>> groups = new LinkedHashMap<>();
        result.blind().stream()
                .filter(each -> each.sight() == sight)
                .forEach(each -> groups.computeIfAbsent(each.reason(), none -> new ArrayList<>())
                        .add(each));
        return groups.entrySet().stream()
                .sorted(Comparator.comparingInt(group -> -group.getValue().size()))
                .toList();
    }

    private static String head(Blind.Sight sight) {
        return switch (sight) {
            case NEVER -> "can never fire here: ";
            case PART -> "fires only in part: ";
            case MORE -> "may fire too often: ";
        };
    }

    /** With their titles, or, where the policy is at fault, by what of it each meets: that says more than the reason. */
    private static void rules(StringBuilder text, List<Blind> group) {
        Map<String, List<String>> byDetail = new LinkedHashMap<>();
        for (Blind blind : group) {
            if (blind.message().endsWith(blind.reason())) {
                text.append(String.format("  %-40s %s%n", shown(blind.rule()), shown(blind.title())));
            } else {
                byDetail.computeIfAbsent(detail(blind.message()), none -> new ArrayList<>())
                        .add(shown(blind.rule()));
            }
        }
        byDetail.forEach((detail, rules) -> {
            text.append("  ").append(wrapped(rules)).append('\n');
            text.append("      ").append(shown(detail)).append('\n');
        });
    }

    private static String wrapped(List<String> rules) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (String rule : rules) {
            if (column > 0 && column + rule.length() > WIDTH) {
                text.append(",\n  ");
                column = 0;
            } else if (column > 0) {
                text.append(", ");
            }
            text.append(rule);
            column += rule.length() + 2;
        }
        return text.toString();
    }

    private static String detail(String message) {
        int colon = message.indexOf(": ");
        return colon < 0 ? message : message.substring(colon + 2);
    }

    private static String count(int rules) {
        return rules == 1 ? "1 rule" : rules + " rules";
    }

    private static String shown(String text) {
        return Shown.text(text, MAX_SHOWN);
    }
}
