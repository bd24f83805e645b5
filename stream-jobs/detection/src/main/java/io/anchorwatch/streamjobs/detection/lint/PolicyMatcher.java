// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.facts.ActorKind;
import io.anchorwatch.streamjobs.detection.lint.AuditPolicy.PolicyRule;
import io.anchorwatch.streamjobs.detection.lint.AuditPolicy.Resources;
import io.anchorwatch.streamjobs.detection.value.Fold;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a rule of an audit policy fits a kind of request, as the API server's policy checker does it, where the rule
 * under inspection may leave things open.
 *
 * @see <a href="https://github.com/kubernetes/apiserver/blob/master/pkg/audit/policy/checker.go">the checker</a>
 */
final class PolicyMatcher {

    /** Answers, worst first: a conjunction is the least of its parts. */
    enum Fits {
        NO,
        PERHAPS,
        YES
    }

    private final PolicyRule rule;
    private final RequestShape shape;

    private PolicyMatcher(PolicyRule rule, RequestShape shape) {
        this.rule = rule;
        this.shape = shape;
    }

    static Fits match(PolicyRule rule, RequestShape shape) {
        PolicyMatcher matcher = new PolicyMatcher(rule, shape);
        return least(Stream.of(matcher.users(), matcher.groups(), matcher.verbs(), matcher.what()));
    }

    private static Fits least(Stream<Fits> parts) {
        return parts.min(Enum::compareTo).orElse(Fits.YES);
    }

    private static Fits most(Stream<Fits> parts) {
        return parts.max(Enum::compareTo).orElse(Fits.NO);
    }

    private Fits users() {
        if (rule.users().isEmpty()) {
            return Fits.YES;
        }
        List<String> possible = rule.users().stream()
                .filter(user -> !shape.excludes("user.username", Fold.lower(user)))
                .filter(user ->
                        !shape.excludes("actor.kind", ActorKind.of(user, false).wireName()))
                .toList();
        return possible.isEmpty() ? Fits.NO : within(shape.required("user.username"), rule.users());
    }

    /** A group says something of the kind of actor only where the group is Kubernetes' own. */
    private Fits groups() {
        if (rule.userGroups().isEmpty()) {
            return Fits.YES;
        }
        boolean impossible = rule.userGroups().stream().allMatch(group -> switch (group) {
            case "system:nodes" -> shape.excludes("actor.kind", "node");
            case "system:unauthenticated" -> shape.excludes("actor.kind", "anonymous");
            case "system:serviceaccounts" ->
                shape.excludes("actor.kind", "serviceaccount") && shape.excludes("actor.kind", "control-plane");
            default -> false;
        });
        return impossible ? Fits.NO : within(shape.required("user.groups"), rule.userGroups());
    }

    private static Fits within(Set<String> required, List<String> listed) {
        boolean all =
                !required.isEmpty() && listed.stream().map(Fold::lower).toList().containsAll(required);
        return all ? Fits.YES : Fits.PERHAPS;
    }

    private Fits verbs() {
        return rule.verbs().isEmpty() ? Fits.YES : one(shape.verb(), rule.verbs());
    }

    private static Fits one(Optional<String> known, List<String> listed) {
        return known.map(value -> listed.stream().map(Fold::lower).anyMatch(value::equals) ? Fits.YES : Fits.NO)
                .orElse(Fits.PERHAPS);
    }

    private Fits what() {
        if (!rule.resources().isEmpty() || !rule.namespaces().isEmpty()) {
            Fits resource = shape.isOfResource() ? Fits.YES : Fits.PERHAPS;
            Fits listed = rule.resources().isEmpty()
                    ? Fits.YES
                    : most(rule.resources().stream().map(this::resources));
            return least(Stream.of(resource, namespace(), listed));
        }
        return rule.nonResourceUrls().isEmpty() ? Fits.YES : path();
    }

    private Fits namespace() {
        if (rule.namespaces().isEmpty()) {
            return Fits.YES;
        }
        Set<String> required = shape.required("objectRef.namespace");
        List<String> listed = rule.namespaces().stream().map(Fold::lower).toList();
        if (!required.isEmpty()) {
            return listed.containsAll(required)
                    ? Fits.YES
                    : required.stream().anyMatch(listed::contains) ? Fits.PERHAPS : Fits.NO;
        }
        return listed.stream().allMatch(name -> shape.excludes("objectRef.namespace", name)) ? Fits.NO : Fits.PERHAPS;
    }

    private Fits resources(Resources listed) {
        Fits group = shape.group()
                .map(name -> name.equals(listed.group()) ? Fits.YES : Fits.NO)
                .orElse(Fits.PERHAPS);
        if (listed.resources().isEmpty()) {
            return group;
        }
        Fits resource = shape.resource()
                .map(name -> listed.resources().stream().anyMatch(each -> covers(each, name)) ? Fits.YES : Fits.NO)
                .orElse(Fits.PERHAPS);
        return least(Stream.of(group, resource, name(listed.resourceNames())));
    }

    private boolean covers(String listed, String resource) {
        String combined = shape.subresource().isEmpty() ? resource : resource + "/" + shape.subresource();
        return listed.equals("*")
                || Fold.lower(listed).equals(combined)
                || (listed.startsWith("*/")
                        && listed.substring(2).equals(shape.subresource())
                        && !shape.subresource().isEmpty())
                || (listed.endsWith("/*") && Fold.lower(listed).equals(resource + "/*"));
    }

    private Fits name(List<String> names) {
        if (names.isEmpty()) {
            return Fits.YES;
        }
        Set<String> required = shape.required("objectRef.name");
        List<String> listed = names.stream().map(Fold::lower).toList();
        if (required.isEmpty()) {
            return Fits.PERHAPS;
        }
        return listed.containsAll(required)
                ? Fits.YES
                : required.stream().anyMatch(listed::contains) ? Fits.PERHAPS : Fits.NO;
    }

    private Fits path() {
        if (shape.isOfResource()) {
            return Fits.NO;
        }
        Set<String> paths = shape.required("requestURI");
        if (paths.isEmpty()) {
            return Fits.PERHAPS;
        }
        long covered = paths.stream()
                .filter(uri -> rule.nonResourceUrls().stream().anyMatch(each -> covers(each, uri.split("\\?", 2))))
                .count();
        return covered == paths.size() ? Fits.YES : covered == 0 ? Fits.NO : Fits.PERHAPS;
    }

    private static boolean covers(String listed, String[] uri) {
        String path = uri[0];
        return listed.equals("*")
                || listed.equals(path)
                || (listed.endsWith("*") && path.startsWith(listed.replaceAll("\\*+$", "")));
    }
}
