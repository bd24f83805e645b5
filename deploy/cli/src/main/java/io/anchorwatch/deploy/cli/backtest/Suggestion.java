// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import java.util.List;

/**
 * An exception that would make a rule quieter, as it was tried on the same history.
 *
 * @param removes how many alerts of the rule it removed
 * @param remains how many of the rule were left with all suggestions in force
 * @param otherRules what else the same user fires: one who fires many is looked at before being left out
 */
record Suggestion(Scope scope, long removes, long remains, List<String> otherRules) {

    /** What every exception hides besides. */
    static final String CAVEAT = "in every cluster and for every name, also when somebody else has its credentials";

    Suggestion {
        otherRules = List.copyOf(otherRules);
    }

    /**
     * What an exception is for.
     *
     * @param namespace empty for objects that are in none
     * @param anyNamespace whether the namespace does not count
     */
    record Scope(String rule, String actor, String apiGroup, String resource, String namespace, boolean anyNamespace) {

        boolean covers(Doing doing) {
            return doing.itself()
                    && doing.actor().equals(actor)
                    && doing.apiGroup().equals(apiGroup)
                    && doing.resource().equals(resource)
                    && (anyNamespace || doing.namespace().equals(namespace));
        }

        String where() {
            if (anyNamespace) {
                return "in every namespace";
            }
            return namespace.isEmpty() ? "outside namespaces" : "in namespace " + namespace;
        }

        String groupResource() {
            return apiGroup.isEmpty() ? resource : resource + "." + apiGroup;
        }
    }

    /** What nobody would hear of any more; {@link #CAVEAT} follows. */
    String hides() {
        return "whatever " + scope.actor() + " does to " + scope.groupResource() + " " + scope.where()
                + " that this rule tells";
    }
}
