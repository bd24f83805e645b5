// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.facts.Fact;
import io.anchorwatch.streamjobs.detection.language.ExpressionSyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Short ways to evaluate expressions in tests. */
public final class Cel {

    private Cel() {}

    /** The value of an expression without variables; the message of the error that it ends in. */
    public static Object value(String expression) {
        try {
            return CelCompilation.policy(expression, CelCompilation.Result.ANY)
                    .evaluate(name -> Optional.empty(), new Budget());
        } catch (EvaluationException failed) {
            return failed;
        } catch (ExpressionSyntaxException refused) {
            return refused;
        }
    }

    /** Whether an expression holds for an audit event. */
    public static boolean holds(String expression, String event) throws EvaluationException {
        try {
            return new CelLanguage().compile(expression).holds(audit(event));
        } catch (ExpressionSyntaxException refused) {
            throw new AssertionError(refused.offset() + ": " + refused.getMessage(), refused);
        }
    }

    /** A decoded audit event. */
    public static AuditView audit(String json) {
        try {
            return AuditView.decode(json.getBytes(StandardCharsets.UTF_8), Fact.values().length);
        } catch (IOException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }
}
