// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the modifiers of a key. Their order counts: each works on what those before it made of the value.
 *
 * @see <a href="https://github.com/SigmaHQ/sigma-specification">Sigma 2.1, appendix on modifiers</a>
 */
final class ModifierChain {

    /** What a value has become. */
    private enum State {
        TEXT("text"),
        PATTERN("text with wildcards"),
        BYTES("UTF-16"),
        BASE64("base64"),
        REGEX("a regular expression"),
        NETWORK("a network"),
        NUMBER("a comparison"),
        PART("a part of a timestamp"),
        REFERENCE("the name of a field"),
        PRESENCE("a question of presence");

        private final String name;

        State(String name) {
            this.name = name;
        }
    }

    private static final Set<State> AFFIXABLE =
            EnumSet.of(State.TEXT, State.PATTERN, State.BYTES, State.BASE64, State.REGEX, State.REFERENCE);
    private static final Set<State> CASED =
            EnumSet.of(State.TEXT, State.PATTERN, State.BYTES, State.BASE64, State.REFERENCE);

    private final Place place;
    private final String field;
    private final List<Modifier> chain = new ArrayList<>();
    private State state = State.TEXT;

    private ModifierChain(String field, Place place) {
        this.field = field;
        this.place = place;
    }

    /** The modifiers of those names, or a reason why they can't stand together. */
    static List<Modifier> parse(String field, List<String> names, Place place) throws RuleSyntaxException {
        ModifierChain chain = new ModifierChain(field, place);
        for (String name : names) {
            Optional<Modifier> modifier = Modifier.of(name);
            if (modifier.isEmpty()) {
                throw place.problem("modifier '" + name + "' is unknown, and no language of that name is installed");
            }
            chain.add(modifier.get());
        }
        return chain.chain;
    }

    private void add(Modifier modifier) throws RuleSyntaxException {
        if (chain.contains(modifier)) {
            throw refused(modifier, "stands twice");
        }
        if (state == State.PRESENCE) {
            throw refused(modifier, "can't follow 'exists', which stands alone");
        }
        state = next(modifier);
        chain.add(modifier);
    }

    private State next(Modifier modifier) throws RuleSyntaxException {
        return switch (modifier) {
            case ALL, NEQ -> state;
            case CONTAINS, STARTSWITH, ENDSWITH -> {
                require(modifier, AFFIXABLE);
                yield state == State.REGEX || state == State.REFERENCE ? state : State.PATTERN;
            }
            case CASED -> {
                if (state == State.REGEX) {
                    throw refused(modifier, "means nothing after 're', which is case-sensitive without the flag 'i'");
                }
                yield require(modifier, CASED);
            }
            case WINDASH -> {
                require(modifier, EnumSet.of(State.TEXT, State.PATTERN));
                yield state;
            }
            case EXPAND -> expand(modifier);
            case UTF16, UTF16LE, UTF16BE -> encoded(modifier, State.BYTES);
            case BASE64, BASE64OFFSET -> encoded(modifier, State.BASE64);
            case IGNORE_CASE, MULTILINE, DOT_ALL -> {
                if (state != State.REGEX) {
                    throw refused(modifier, "is a flag and needs the modifier 're' before it");
                }
                yield state;
            }
            case LT, LTE, GT, GTE -> {
                if (state != State.PART) {
                    first(modifier);
                }
                yield State.NUMBER;
            }
            default -> first(modifier);
        };
    }

    private State expand(Modifier modifier) throws RuleSyntaxException {
        if (state == State.BYTES || state == State.BASE64) {
            throw refused(modifier, "finds nothing in " + state.name + "; write it before the encoding");
        }
        if (state == State.REFERENCE) {
            throw refused(modifier, "can't make the name of a field");
        }
        return state;
    }

    private State encoded(Modifier modifier, State result) throws RuleSyntaxException {
        if (state == State.PATTERN) {
            throw refused(modifier, "takes no wildcards; write it before contains, startswith and endswith");
        }
        if (state == State.BYTES && result == State.BYTES) {
            throw refused(modifier, "can't follow another UTF-16 encoding");
        }
        require(modifier, EnumSet.of(State.TEXT, State.BYTES, State.BASE64));
        return result;
    }

    /** Modifiers that say what kind of thing the value is take it as it is written. */
    private State first(Modifier modifier) throws RuleSyntaxException {
        if (state != State.TEXT || chain.contains(Modifier.WINDASH) || chain.contains(Modifier.CASED)) {
            throw refused(
                    modifier, "must come first: the value is " + state.name + " already; they exclude each other");
        }
        boolean named = modifier == Modifier.EXISTS || modifier == Modifier.FIELDREF || modifier.timePart() != null;
        if (named && field.isEmpty()) {
            throw refused(modifier, "needs a field");
        }
        if (modifier == Modifier.EXISTS && !chain.isEmpty()) {
            throw refused(modifier, "stands alone");
        }
        return switch (modifier) {
            case RE -> State.REGEX;
            case CIDR -> State.NETWORK;
            case FIELDREF -> State.REFERENCE;
            case EXISTS -> State.PRESENCE;
            default -> modifier.timePart() == null ? State.NUMBER : State.PART;
        };
    }

    private State require(Modifier modifier, Set<State> allowed) throws RuleSyntaxException {
        if (!allowed.contains(state)) {
            throw refused(modifier, "means nothing for " + state.name);
        }
        return state;
    }

    private RuleSyntaxException refused(Modifier modifier, String reason) {
        return place.problem("modifier '" + modifier.written() + "' " + reason);
    }
}
