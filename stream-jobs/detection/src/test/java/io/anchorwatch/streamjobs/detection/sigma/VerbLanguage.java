// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.expr.EventPredicate;
import io.anchorwatch.streamjobs.detection.language.ExpressionLanguage;
import io.anchorwatch.streamjobs.detection.language.ExpressionSyntaxException;

/** The smallest language: {@code key=value} asks for a text of the event. */
public final class VerbLanguage implements ExpressionLanguage {

    private record Asks(String key, String value) implements EventPredicate {
        @Override
        public boolean holds(EventView event) throws EvaluationException {
            if (!event.tree().has(key)) {
                throw new EvaluationException("no such key");
            }
            return event.tree().get(key).asText().equals(value);
        }
    }

    @Override
    public String name() {
        return "asks";
    }

    @Override
    public EventPredicate compile(String text) throws ExpressionSyntaxException {
        String body = text.strip();
        int wrong = text.indexOf('!');
        if (wrong >= 0) {
            throw new ExpressionSyntaxException(wrong, "'!' means nothing here");
        }
        int equals = body.indexOf('=');
        if (equals < 0) {
            throw new ExpressionSyntaxException(text.length(), "expected '='");
        }
        return new Asks(body.substring(0, equals), body.substring(equals + 1));
    }
}
