// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import io.anchorwatch.streamjobs.cel.Operation;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.TextEquals;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a request must be for a policy to be about it, in terms that the engine's index knows. Necessary, not enough. */
final class Prefilter {

    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");

    private Prefilter() {}

    static Expression of(MatchResources resources) {
        List<Expression> any = new ArrayList<>();
        for (ResourceRule rule : resources.rules()) {
            any.add(of(rule));
        }
        return any.isEmpty() ? operations(Set.of("*")) : Expression.or(any);
    }

    private static Expression of(ResourceRule rule) {
        List<Expression> all = new ArrayList<>(List.of(operations(new TreeSet<>(rule.operations()))));
        Set<String> names = new HashSet<>();
        for (String resource : rule.resources()) {
            int slash = resource.indexOf('/');
            names.add(slash < 0 ? resource : resource.substring(0, slash));
        }
        if (!names.contains("*")) {
            all.add(leaf("objectRef.resource", names));
        }
        return Expression.and(all);
    }

    /** The verbs of the operations; a connection is known by its subresource, whatever the verb. */
    private static Expression operations(Set<String> operations) {
        boolean all = operations.contains("*");
        Set<String> verbs = new HashSet<>();
        if (all) {
            verbs.addAll(WRITES);
        }
        if (operations.contains("CREATE")) {
            verbs.addAll(Set.of("create", "update", "patch"));
        }
        if (operations.contains("UPDATE")) {
            verbs.addAll(Set.of("update", "patch"));
        }
        if (operations.contains("DELETE")) {
            verbs.addAll(Set.of("delete", "deletecollection"));
        }
        List<Expression> any = new ArrayList<>();
        if (!verbs.isEmpty()) {
            any.add(leaf("verb", verbs));
        }
        if (all || operations.contains("CONNECT")) {
            any.add(leaf("objectRef.subresource", Operation.CONNECTS));
        }
        return Expression.or(any);
    }

    private static Expression leaf(String field, Set<String> texts) {
        return new Expression.Leaf(field, new TextEquals(texts, true));
    }
}
