// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.index;

import io.anchorwatch.streamjobs.detection.expr.Differs;
import io.anchorwatch.streamjobs.detection.expr.Every;
import io.anchorwatch.streamjobs.detection.expr.ExactlyOne;
import io.anchorwatch.streamjobs.detection.expr.Exists;
import io.anchorwatch.streamjobs.detection.expr.Glob;
import io.anchorwatch.streamjobs.detection.expr.InNetwork;
import io.anchorwatch.streamjobs.detection.expr.IsNull;
import io.anchorwatch.streamjobs.detection.expr.PathPrefix;
import io.anchorwatch.streamjobs.detection.expr.ShellGlob;
import io.anchorwatch.streamjobs.detection.expr.TextAffix;
import io.anchorwatch.streamjobs.detection.expr.TextEquals;
import io.anchorwatch.streamjobs.detection.expr.TextGlob;
import io.anchorwatch.streamjobs.detection.expr.TextRegex;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a field must show for a test of it to pass. */
final class Clues {

    private Clues() {}

    /** Clues one of which every passing value shows; null when a value may show nothing, an absent one among them. */
    static @Nullable List<Clue> of(String field, ValueTest test) {
        if (test instanceof IsNull || (test instanceof Exists exists && !exists.expected())) {
            return null;
        }
        if (test instanceof ExactlyOne one) {
            return any(field, one.tests());
        }
        if (test instanceof Every every) {
            return of(field, every.test());
        }
        if (test instanceof InNetwork in) {
            return List.of(Clue.network(field, in.network()));
        }
        if (test instanceof Differs) {
            return List.of(Clue.present(field));
        }
        return ofText(field, test);
    }

    private static @Nullable List<Clue> any(String field, List<ValueTest> tests) {
        List<Clue> all = new ArrayList<>();
        for (ValueTest test : tests) {
            @Nullable List<Clue> clues = of(field, test);
            if (clues == null) {
                return null;
            }
            all.addAll(clues);
        }
        return all;
    }

    private static List<Clue> ofText(String field, ValueTest test) {
        if (test instanceof TextEquals equals) {
            return equals.texts().stream()
                    .map(text -> splitsNoPair(equals.cased(), text) ? Clue.exact(field, text) : Clue.present(field))
                    .toList();
        }
        if (test instanceof TextAffix affix) {
            Clue.Kind kind = switch (affix.where()) {
                case START -> Clue.Kind.PREFIX;
                case END -> Clue.Kind.SUFFIX;
                case ANYWHERE -> Clue.Kind.PART;
            };
            return affix.parts().stream()
                    .map(part -> part(field, kind, part, affix.cased()))
                    .toList();
        }
        if (test instanceof TextGlob glob) {
            return List.of(glob(field, glob));
        }
        if (test instanceof TextRegex regex) {
            @Nullable Set<String> literals = RegexLiterals.of(regex.regex().pattern());
            return literals == null
                    ? List.of(Clue.present(field))
                    : literals.stream()
                            .map(literal -> Clue.part(field, Clue.Kind.PART, literal))
                            .toList();
        }
        if (test instanceof ShellGlob glob) {
            return List.of(component(field, glob.glob()));
        }
        if (test instanceof PathPrefix prefix) {
            return prefix.paths().stream()
                    .map(path -> path.stream()
                            .map(component -> component(field, component))
                            .max(Comparator.comparingInt(clue -> clue.text().length()))
                            .orElse(Clue.present(field)))
                    .toList();
        }
        return List.of(Clue.present(field));
    }

    private static Clue component(String field, Glob glob) {
        return part(field, Clue.Kind.PART, glob.literal(), !glob.isFolded());
    }

    private static Clue part(String field, Clue.Kind kind, String text, boolean cased) {
        return splitsNoPair(cased, text) ? Clue.part(field, kind, text) : Clue.present(field);
    }

    /** Half of a pair folds otherwise than within the pair; where case counts, the test would find the half. */
    private static boolean splitsNoPair(boolean cased, String text) {
        return !cased || text.chars().noneMatch(c -> Character.isSurrogate((char) c));
    }

    /** The longest run of characters between wildcards. */
    private static Clue glob(String field, TextGlob glob) {
        String pattern = glob.pattern();
        Clue best = Clue.present(field);
        int start = 0;
        for (int i = 0; i <= pattern.length(); i++) {
            if (i < pattern.length() && !isWildcard(pattern.charAt(i))) {
                continue;
            }
            String run = pattern.substring(start, i);
            if (run.length() == pattern.length()) {
                return splitsNoPair(glob.cased(), run) ? Clue.exact(field, run) : Clue.present(field);
            }
            Clue.Kind kind = start == 0 ? Clue.Kind.PREFIX : i == pattern.length() ? Clue.Kind.SUFFIX : Clue.Kind.PART;
            if (run.length() > best.text().length()) {
                best = part(field, kind, run, glob.cased());
            }
            start = i + 1;
        }
        return best;
    }

    private static boolean isWildcard(char c) {
        return c == TextGlob.MULTI || c == TextGlob.SINGLE || c == TextGlob.DASH;
    }
}
