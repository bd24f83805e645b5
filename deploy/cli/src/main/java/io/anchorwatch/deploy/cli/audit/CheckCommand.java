// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.streamjobs.detection.lint.AuditPolicy;
import io.anchorwatch.streamjobs.detection.lint.AuditProfile;
import io.anchorwatch.streamjobs.detection.lint.Blind;
import io.anchorwatch.streamjobs.detection.lint.PolicyAudit;
import io.anchorwatch.streamjobs.detection.lint.PolicyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anchorwatch audit policy check}: which rules can never fire on a cluster, and why. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Tells which rules can never fire on a cluster, or only in part, and why: by its audit policy, or by what is"
                    + " known of a provider's managed clusters.",
            "What is known of providers was written from their documentation, as read in November 2026, and compared with"
                    + " no running service; AKS does not publish its policy. Expressions in CEL and Falco's fields are"
                    + " not looked into: what is called dead is dead as far as the documentation is right, what is not"
                    + " named may be dead all the same."
        })
final class CheckCommand extends VerbCommand {

    /** How findings are printed. */
    enum Format {
        TEXT,
        NDJSON
    }

    /** What makes the verb fail. */
    enum FailOn {
        NEVER,
        PART
    }

    /** One of the two. */
    static final class Source {

        @Option(names = "--policy", paramLabel = "FILE", description = "The cluster's audit.k8s.io/v1 Policy.")
        private @Nullable Path policy;

        @Option(
                names = "--provider",
                paramLabel = "NAME",
                description =
                        "eks, gke, gke-data-access, aks, aks-admin or openshift: gke has Admin Activity logs alone, gke-data-access reads as well; aks is the"
                                + " category kube-audit, aks-admin kube-audit-admin; openshift has its audit profile Default.")
        private @Nullable String provider;
    }

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(
            names = "--fail-on",
            paramLabel = "never|part",
            description = "Exit status 1 when a rule can never fire, or (part) fires only in part. Default: always 0.")
    private @Nullable FailOn failOn;

    @Option(names = "-o", paramLabel = "text|ndjson", description = "Output format. Default: text.")
    private Format output = Format.TEXT;

    @Override
    public Integer call() throws JsonProcessingException {
        AuditProfile profile = profile();
        PolicyAudit.Result result = new PolicyAudit(profile).check(rules.load(err()));
        if (output == Format.NDJSON) {
            ObjectMapper json = new ObjectMapper();
            for (Blind blind : result.blind()) {
                out().println(json.writeValueAsString(json.createObjectNode()
                        .put("rule", blind.rule())
                        .put("title", blind.title())
                        .put("sight", blind.sight().wireName())
                        .put("reason", blind.reason())
                        .put("message", blind.message())));
            }
            err().println(BlindTable.summary(result));
        } else {
            out().print(BlindTable.of(profile, result));
        }
        boolean never = result.count(Blind.Sight.NEVER) > 0;
        boolean part = never || result.count(Blind.Sight.PART) > 0;
        boolean failed = (failOn == FailOn.NEVER && never) || (failOn == FailOn.PART && part);
        return failed ? ExitCode.FINDINGS : ExitCode.OK;
    }

    private AuditProfile profile() {
        if (source.policy != null) {
            return AuditProfile.of(source.policy.toString(), policy(source.policy));
        }
        String name = String.valueOf(source.provider).toLowerCase(Locale.ROOT);
        if (!AuditProfile.PROVIDERS.contains(name)) {
            throw CliException.usage(
                    "--provider: nothing is known of that provider",
                    "say one of " + String.join(", ", AuditProfile.PROVIDERS) + ", or name a policy with --policy");
        }
        return AuditProfile.ofProvider(name);
    }

    private static AuditPolicy policy(Path file) {
        try {
            return AuditPolicy.parse(file.toString(), Files.readString(file));
        } catch (PolicyException wrong) {
            throw CliException.usage(
                    String.valueOf(wrong.getMessage()), "name the file that --audit-policy-file names");
        } catch (IOException unreadable) {
            throw CliException.environment(
                    file + ": can't be read as UTF-8 text: " + unreadable.getMessage(), "check the path and the file");
        }
    }
}
