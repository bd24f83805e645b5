// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

import io.anchorwatch.streamjobs.detection.expr.EventPredicate;
import io.anchorwatch.streamjobs.detection.language.ExpressionLanguage;
import io.anchorwatch.streamjobs.detection.language.ExpressionSyntaxException;

/**
 * CEL with the libraries of Kubernetes over {@code object}, {@code oldObject}, {@code request} and {@code event}.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/">Common Expression Language in Kubernetes</a>
 */
public final class CelLanguage implements ExpressionLanguage {

    @Override
    public String name() {
        return "cel";
    }

    @Override
    public EventPredicate compile(String text) throws ExpressionSyntaxException {
        return new CelPredicate(CelCompilation.expression(text));
    }
}
