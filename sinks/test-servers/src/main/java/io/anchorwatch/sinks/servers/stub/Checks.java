// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Gathers what is wrong with an object that came in; lengths are in characters as people count them (code points). */
public final class Checks {

    private final List<String> problems = new ArrayList<>();

    /** Notes {@code problem} unless it is {@code fine}. */
    public Checks that(boolean fine, String problem) {
        if (!fine) {
            problems.add(problem);
        }
        return this;
    }

    /** The field is a text that is not blank and has at most {@code most} characters. */
    public Checks text(JsonNode object, String field, int most) {
        JsonNode value = object.path(field);
        that(value.isTextual() && !value.textValue().isBlank(), field + " is missing or no text");
        return optionalText(object, field, most);
    }

    /** The field is absent, or a text of at most {@code most} characters. */
    public Checks optionalText(JsonNode object, String field, int most) {
        JsonNode value = object.path(field);
        if (value.isMissingNode()) {
            return this;
        }
        that(value.isTextual(), field + " is no text");
        return that(length(value.asText()) <= most, field + " is longer than " + most);
    }

    /** The field is one of these texts. */
    public Checks oneOf(JsonNode object, String field, Collection<String> values) {
        return that(
                object.path(field).isTextual()
                        && values.contains(object.path(field).textValue()),
                field + " is none of " + values);
    }

    /** The field is an array of at least {@code least} and at most {@code most} items. */
    public Checks array(JsonNode object, String field, int least, int most) {
        JsonNode value = object.path(field);
        return that(
                value.isArray() && value.size() >= least && value.size() <= most,
                field + " is no array of " + least + " to " + most + " items");
    }

    /** What is wrong, in the order it was found. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Code points in {@code text}. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
