// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.falco.ExceptionDefinition.Given;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Writes a rule's exceptions into its condition: {@code (CONDITION) and not EXCEPTION …}. */
final class ExceptionText {

    /** A right side that is no constant. */
    private static final Pattern TRANSFORMED =
            Pattern.compile("(?:val|tolower|toupper|b64|basename|len|join|concat|getopt)\\(\\S*\\)");

    private final boolean asFalco;
    private final Budget budget;
    private final Located out = new Located();

    ExceptionText(boolean asFalco, Budget budget) {
        this.asFalco = asFalco;
        this.budget = budget;
    }

    Located write(RuleDefinition rule) throws FalcoException {
        if (rule.exceptions.isEmpty()) {
            return rule.condition;
        }
        long start = rule.condition.placeOf(0);
        add("(", start);
        out.append(rule.condition);
        add(")", start);
        for (ExceptionDefinition exception : rule.exceptions) {
            if (!exception.values().isEmpty()) {
                add(" and not ", exception.place());
                write(exception);
            }
        }
        return out;
    }

    private void write(ExceptionDefinition exception) throws FalcoException {
        Given fields = Objects.requireNonNull(exception.fields(), "completed before");
        Given comps = Objects.requireNonNull(exception.comps(), "completed before");
        if (!fields.isList()) {
            add("(" + fields.text() + " " + comps.text() + " (", fields.place());
            values(exception.values());
            add("))", exception.place());
            return;
        }
        String before = "(";
        for (Given tuple : exception.values()) {
            if (tuple.elements().size() != fields.elements().size() || !tuple.isList()) {
                throw new FalcoException(tuple.place(), "'fields' and each of 'values' must be lists of equal length");
            }
            add(before, tuple.place());
            before = " or ";
            for (int i = 0; i < fields.elements().size(); i++) {
                Given field = fields.elements().get(i);
                String operator = comps.elements().get(i).text().trim();
                add((i == 0 ? "(" : " and ") + field.text() + " " + operator + " ", field.place());
                value(tuple.elements().get(i), ExceptionReader.takesList(operator));
            }
            add(")", tuple.place());
        }
        add(")", exception.place());
    }

    private void value(Given value, boolean inList) throws FalcoException {
        if (value.isList()) {
            add("(", value.place());
            values(value.elements());
            add(")", value.place());
        } else if (!inList) {
            boolean asIs = TRANSFORMED.matcher(value.text()).matches();
            add(asIs ? value.text() : Lists.quoted(value.text(), asFalco), value.place());
        } else if (value.text().startsWith("(")) {
            add(value.text(), value.place());
        } else {
            add("(" + (asFalco ? value.text() : Lists.quoted(value.text(), false)) + ")", value.place());
        }
    }

    private void values(List<Given> values) throws FalcoException {
        String before = "";
        for (Given value : values) {
            if (value.isList()) {
                throw new FalcoException(value.place(), "expected a single value here");
            }
            add(before + Lists.quoted(value.text(), asFalco), value.place());
            before = ", ";
        }
    }

    private void add(String text, long place) throws FalcoException {
        out.append(text, place);
        budget.chars(text.length(), out.length(), place);
    }
}
