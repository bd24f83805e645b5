// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelVariableResolver;
import io.anchorwatch.streamjobs.cel.AuditVariables;
import io.anchorwatch.streamjobs.cel.Budget;
import io.anchorwatch.streamjobs.cel.CelExpression;
import io.anchorwatch.streamjobs.cel.JsonValues;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables of a policy for one event and one parameter; {@code variables.x} is computed when it is asked for. */
final class PolicyVariables implements CelVariableResolver {

    private final AuditVariables audit;
    private final Budget budget;
    private final @Nullable JsonNode params;
    private final Optional<JsonNode> namespace;
    private final boolean clusterScoped;
    private final Lazy lazy;
    private String lacked = "";

    PolicyVariables(
            AuditVariables audit,
            Budget budget,
            Map<String, CelExpression> variables,
            @Nullable JsonNode params,
            Optional<JsonNode> namespace,
            boolean clusterScoped) {
        this.audit = audit;
        this.budget = budget;
        this.params = params;
        this.namespace = namespace;
        this.clusterScoped = clusterScoped;
        this.lazy = new Lazy(variables);
    }

    /** A variable that was asked for and that is not known for this event; empty when all were. */
    String lacked() {
        return lacked.isEmpty() ? audit.lacked() : lacked;
    }

    void beginExpression() {
        lacked = "";
        audit.beginExpression();
    }

    @Override
    public Optional<Object> find(String name) {
        return switch (name) {
            case "variables" -> Optional.of(lazy);
            case "params" -> Optional.of(params == null ? NullValue.NULL_VALUE : JsonValues.of(params, budget));
            case "namespaceObject" -> namespaceObject();
            default -> audit.find(name);
        };
    }

    private Optional<Object> namespaceObject() {
        if (clusterScoped) {
            return Optional.of(NullValue.NULL_VALUE);
        }
        if (namespace.isEmpty()) {
            lacked = "namespaceObject";
        }
        return namespace.map(found -> JsonValues.of(found, budget));
    }

    /** Values by name; one that fails, fails the expression that asked. */
    private final class Lazy extends AbstractMap<String, Object> {

        private final Map<String, CelExpression> expressions;
        private final Map<String, Object> known = new HashMap<>();

        Lazy(Map<String, CelExpression> expressions) {
            this.expressions = expressions;
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return expressions.containsKey(key);
        }

        @Override
        public int size() {
            return expressions.size();
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            @Nullable Object value = known.get(key);
            @Nullable CelExpression expression = expressions.get(key);
            if (value == null && expression != null) {
                known.put((String) key, NullValue.NULL_VALUE);
                try {
                    value = expression.evaluate(PolicyVariables.this, budget);
                } catch (EvaluationException failed) {
                    throw new IllegalStateException("variable failed", failed);
                } finally {
                    known.remove(key);
                }
                known.put((String) key, value);
            }
            return value;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            throw new IllegalStateException("variables are no map");
        }
    }
}
