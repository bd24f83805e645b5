// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import io.anchorwatch.streamjobs.cel.CelExpression;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A ValidatingAdmissionPolicy.
 *
 * @param manifest where it came from
 * @param failClosed whether failurePolicy is Fail: a request that can't be judged is refused
 * @param paramKind apiVersion and kind of its parameters, a blank between them; empty when it has none
 * @param constraints which requests it is about
 * @param conditions further conditions, all of which must hold
 * @param variables by name, in order: one may use those before it
 * @param validations what must be true of a request
 */
record Policy(
        Manifest manifest,
        boolean failClosed,
        String paramKind,
        MatchResources constraints,
        List<CelExpression> conditions,
        Map<String, CelExpression> variables,
        List<Validation> validations) {

    /** One thing that must be true; {@code message} is one line. */
    record Validation(
            CelExpression expression, @Nullable CelExpression messageExpression, String message, String reason) {}

    /** All its expressions. */
    Stream<CelExpression> expressions() {
        Stream<CelExpression> checks = validations.stream()
                .flatMap(each ->
                        Stream.concat(Stream.of(each.expression()), Stream.ofNullable(each.messageExpression())));
        return Stream.of(conditions.stream(), variables.values().stream(), checks)
                .flatMap(part -> part);
    }

    boolean looksAt(String variable) {
        return expressions().anyMatch(each -> each.variables().contains(variable));
    }
}
