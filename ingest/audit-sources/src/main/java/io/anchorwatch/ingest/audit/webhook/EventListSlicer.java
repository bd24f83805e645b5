// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the items of an {@code audit.k8s.io/v1} EventList in its bytes, without reading into them.
 *
 * <p>It follows only strings and brackets, so that an item no JSON parser would take, being too large, too deep or full
 * of broken text, costs its neighbours nothing. Memory: two numbers an item, at any depth.
 */
final class EventListSlicer {

    /** Where an item lies. */
    record Slice(int offset, int length) {}

    /** What was found. */
    sealed interface Result {
        record Items(List<Slice> slices) implements Result {}

        /** Not usable; {@code whatToDo} is one line for the operator of the API server. */
        record NotAnEventList(String whatToDo) implements Result {}
    }

    private static final String NOT_JSON =
            "the body is not a whole JSON object: post an EventList of audit.k8s.io/v1 as the API server does";
    private static final int LONGEST_NAME = 64;

    private final byte[] json;
    private int at;
    private String apiVersion = "";
    private String kind = "";
    private Optional<List<Slice>> items = Optional.empty();

    private EventListSlicer(byte[] json) {
        this.json = json;
    }

    static Result slice(byte[] json) {
        try {
            return new EventListSlicer(json).readList();
        } catch (NotJson e) {
            return new Result.NotAnEventList(NOT_JSON);
        }
    }

    private Result readList() throws NotJson {
        expect('{');
        if (peek() != '}') {
            do {
                readField();
            } while (skipIf(','));
        }
        expect('}');
        if (peek() >= 0) {
            throw new NotJson();
        }
        if (!apiVersion.equals("audit.k8s.io/v1")) {
            return new Result.NotAnEventList("apiVersion is not audit.k8s.io/v1: set --audit-webhook-version to"
                    + " audit.k8s.io/v1, the only one since Kubernetes 1.24");
        }
        if (!kind.equals("EventList")) {
            return new Result.NotAnEventList(
                    "kind is not EventList: this is the receiver of an API server's audit webhook");
        }
        return new Result.Items(items.orElse(List.of()));
    }

    private void readField() throws NotJson {
        String name = shortText();
        expect(':');
        switch (name) {
            case "apiVersion" -> apiVersion = shortText();
            case "kind" -> kind = shortText();
            case "items" -> items = Optional.of(peek() == '[' ? readItems() : noItems());
            default -> skipValue();
        }
    }

    private List<Slice> noItems() throws NotJson {
        skipValue();
        return List.of();
    }

    private List<Slice> readItems() throws NotJson {
        // A second "items" adds to the first: nothing is lost to a repeated key.
        List<Slice> found = new ArrayList<>(items.orElse(List.of()));
        expect('[');
        if (skipIf(']')) {
            return found;
        }
        do {
            peek();
            int start = at;
            skipValue();
            found.add(new Slice(start, at - start));
        } while (skipIf(','));
        expect(']');
        return found;
    }

    /** A string without escapes as names are, else something that matches no name. */
    private String shortText() throws NotJson {
        if (peek() != '"') {
            skipValue();
            return "";
        }
        int start = at + 1;
        skipString();
        int length = at - 1 - start;
        return length > LONGEST_NAME ? "" : new String(json, start, length, StandardCharsets.UTF_8);
    }

    private void skipValue() throws NotJson {
        int c = peek();
        if (c == '"') {
            skipString();
        } else if (c == '{' || c == '[') {
            skipBrackets();
        } else {
            skipScalar();
        }
    }

    private void skipBrackets() throws NotJson {
        int depth = 0;
        do {
            if (at == json.length) {
                throw new NotJson();
            }
            byte c = json[at];
            if (c == '"') {
                skipString();
                continue;
            }
            if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            at++;
        } while (depth > 0);
    }

    private void skipString() throws NotJson {
        at++;
        while (at < json.length && json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        if (at >= json.length) {
            throw new NotJson();
        }
        at++;
    }

    private void skipScalar() throws NotJson {
        int start = at;
        while (at < json.length && ",]} \t\r\n".indexOf(json[at]) < 0) {
            at++;
        }
        if (at == start) {
            throw new NotJson();
        }
    }

    private void expect(char wanted) throws NotJson {
        if (!skipIf(wanted)) {
            throw new NotJson();
        }
    }

    private boolean skipIf(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /** The next byte that is not white space, or -1 at the end. */
    private int peek() {
        while (at < json.length && " \t\r\n".indexOf(json[at]) >= 0) {
            at++;
        }
        return at < json.length ? json[at] : -1;
    }

    private static final class NotJson extends Exception {
        NotJson() {
            super("not JSON", null, false, false);
        }
    }
}
