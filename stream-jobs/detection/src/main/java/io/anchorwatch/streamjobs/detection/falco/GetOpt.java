// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Short options of a command line, as {@code getopt(3)} reads them; long ones are passed over. */
final class GetOpt {

    private final List<String> words;
    private final String options;
    private final String wanted;
    private final List<Object> found = new ArrayList<>();
    private @Nullable String last;
    private int at;

    private GetOpt(List<String> words, String options, String wanted) {
        this.words = words;
        this.options = options;
        this.wanted = wanted;
    }

    /**
     * The options in order, each followed by its value where it takes one; with {@code wanted} the last value of that
     * option, the option itself where it takes none.
     */
    static Object parse(List<String> words, String options, String wanted) {
        GetOpt parsed = new GetOpt(words, options, wanted);
        parsed.run();
        if (!wanted.isEmpty()) {
            return parsed.last == null ? Missing.ABSENT : parsed.last;
        }
        return parsed.found.isEmpty() ? Missing.ABSENT : parsed.found;
    }

    private void run() {
        for (at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (word.equals("--") || word.length() < 2 || word.charAt(0) != '-') {
                return;
            }
            if (!word.startsWith("--")) {
                cluster(word);
            }
        }
    }

    private void cluster(String word) {
        for (int i = 1; i < word.length(); i++) {
            char option = word.charAt(i);
            int known = option == ':' ? -1 : options.indexOf(option);
            if (known < 0) {
                tell("?", null, "");
            } else if (known + 1 == options.length() || options.charAt(known + 1) != ':') {
                tell(String.valueOf(option), null, String.valueOf(option));
            } else {
                argument(word.substring(i + 1), String.valueOf(option));
                return;
            }
        }
    }

    private void argument(String rest, String option) {
        if (!rest.isEmpty()) {
            tell(option, rest, option);
        } else if (at + 1 < words.size()) {
            tell(option, words.get(++at), option);
        } else {
            tell(options.startsWith(":") ? ":" : "?", null, "");
        }
    }

    private void tell(String option, @Nullable String value, String selects) {
        if (wanted.isEmpty()) {
            found.add(option);
            if (value != null) {
                found.add(value);
            }
        } else if (wanted.equals(selects)) {
            last = value == null ? option : value;
        }
    }
}
