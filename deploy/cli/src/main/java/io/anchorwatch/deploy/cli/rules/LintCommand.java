// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.streamjobs.detection.lint.AuditPolicy;
import io.anchorwatch.streamjobs.detection.lint.Finding;
import io.anchorwatch.streamjobs.detection.lint.FindingLevel;
import io.anchorwatch.streamjobs.detection.lint.Linter;
import io.anchorwatch.streamjobs.detection.lint.PolicyException;
import io.anchorwatch.streamjobs.detection.rule.LogSource;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anchorwatch rules lint}: what is wrong in rules, with a caret. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = {
            "Reports problems in rules as file:line:column with a caret: what is refused, fields and values that no event"
                    + " has, conditions that never hold, what the audit policy does not record, and more. Each kind is"
                    + " explained in stream-jobs/detection/LINT.md. Exit status 1 when there is a warning or an error."
        })
final class LintCommand extends VerbCommand {

    /** How findings are printed. */
    enum Format {
        TEXT,
        SARIF,
        NDJSON
    }

    /** From which level on findings make the verb fail. */
    enum FailOn {
        ERROR(FindingLevel.ERROR),
        WARNING(FindingLevel.WARNING);

        private final FindingLevel least;

        FailOn(FindingLevel least) {
            this.least = least;
        }
    }

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(
            names = "--audit-policy",
            paramLabel = "FILE",
            description =
                    "An audit.k8s.io/v1 Policy: tells which rules can't fire, or only in part, where it is in force.")
    private @Nullable Path policy;

    @Option(
            names = "--fail-on",
            paramLabel = "error|warning",
            description = "From which level on findings give exit status 1. Default: warning.")
    private FailOn failOn = FailOn.WARNING;

    @Option(names = "-o", paramLabel = "text|sarif|ndjson", description = "Output format. Default: text.")
    private Format output = Format.TEXT;

    @Override
    public Integer call() throws JsonProcessingException {
        RuleSet set = rules.read(RuleOptions.Mapping.K8S_AUDIT);
        List<Finding> findings = lint(set);
        switch (output) {
            case TEXT -> findings.forEach(finding -> out().println(finding.render()));
            case NDJSON -> ndjson(findings);
            case SARIF -> out().println(SarifReport.write(findings));
        }
        out().flush();
        set.rules().stream()
                .filter(rule -> !rule.logSource().isServedBy(LogSource.KUBERNETES_AUDIT))
                .forEach(rule -> err().println(rule.file() + ": note: written for another log source; it rests here"));
        err().println(set.rules().size() + " rules and " + set.correlations().size() + " correlations usable, "
                + count(findings, FindingLevel.ERROR) + " errors, " + count(findings, FindingLevel.WARNING)
                + " warnings, " + count(findings, FindingLevel.NOTE) + " notes");
        boolean failed =
                findings.stream().anyMatch(finding -> finding.kind().level().compareTo(failOn.least) >= 0);
        return failed ? ExitCode.FINDINGS : ExitCode.OK;
    }

    private List<Finding> lint(RuleSet set) {
        try {
            return new Linter(
                            rules.folder().texts(),
                            rules.fields(RuleOptions.Mapping.K8S_AUDIT),
                            Optional.ofNullable(policy()))
                    .lint(set);
        } catch (IOException unreadable) {
            throw CliException.environment(
                    "rules can't be read: " + unreadable.getMessage(), "name an existing file or folder");
        }
    }

    private @Nullable AuditPolicy policy() {
        if (policy == null) {
            return null;
        }
        try {
            return AuditPolicy.parse(policy.toString(), Files.readString(policy));
        } catch (PolicyException wrong) {
            throw CliException.usage(
                    String.valueOf(wrong.getMessage()), "name the file that --audit-policy-file names");
        } catch (IOException unreadable) {
            throw CliException.environment(
                    policy + ": can't be read as UTF-8 text: " + unreadable.getMessage(),
                    "check the path and the file");
        }
    }

    private static long count(List<Finding> findings, FindingLevel level) {
        return findings.stream()
                .filter(finding -> finding.kind().level() == level)
                .count();
    }

    private void ndjson(List<Finding> findings) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        for (Finding finding : findings) {
            ObjectNode node = json.createObjectNode();
            node.put("kind", finding.kind().id());
            node.put("level", finding.kind().level().wireName());
            node.put("rule", finding.rule());
            node.put("file", finding.place().file());
            node.put("line", finding.place().line());
            node.put("column", finding.place().column());
            node.put("message", finding.message());
            out().println(json.writeValueAsString(node));
        }
    }
}
