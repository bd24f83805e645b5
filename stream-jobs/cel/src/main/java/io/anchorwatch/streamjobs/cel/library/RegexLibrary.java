// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import com.google.re2j.Matcher;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.List;

/** {@code find} and {@code findAll}, with Go's rule for empty matches: none right behind another match. */
final class RegexLibrary {

    private static final CelType TEXTS = ListType.create(SimpleType.STRING);
    private static final List<CelType> TWO = List.of(SimpleType.STRING, SimpleType.STRING);

    private RegexLibrary() {}

    static Functions functions() {
        return new Functions()
                .member(
                        "find",
                        "string_find_string",
                        SimpleType.STRING,
                        TWO,
                        String.class,
                        String.class,
                        RegexLibrary::find)
                .member(
                        "findAll",
                        "string_find_all_string",
                        TEXTS,
                        TWO,
                        String.class,
                        String.class,
                        (text, regex) -> findAll(text, regex, -1))
                .overload(
                        "findAll",
                        CelOverloadDecl.newMemberOverload(
                                "string_find_all_string_int",
                                TEXTS,
                                SimpleType.STRING,
                                SimpleType.STRING,
                                SimpleType.INT),
                        List.of(String.class, String.class, Long.class),
                        args -> findAll((String) args[0], (String) args[1], (Long) args[2]));
    }

    private static String find(String text, String regex) {
        Matcher matcher = Regexes.of(regex).matcher(text);
        return matcher.find() ? matcher.group() : "";
    }

    private static List<String> findAll(String text, String regex, long limit) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Regexes.of(regex).matcher(text);
        int end = -1;
        while ((limit < 0 || found.size() < limit) && matcher.find()) {
            if (matcher.end() > matcher.start() || matcher.start() != end) {
                found.add(matcher.group());
            }
            end = matcher.end();
        }
        return found;
    }
}
