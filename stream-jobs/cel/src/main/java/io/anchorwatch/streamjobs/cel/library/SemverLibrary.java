// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code semver}, {@code isSemver} and what versions can do. */
final class SemverLibrary {

    private static final CelType TYPE = OpaqueType.create("kubernetes.Semver");
    private static final List<CelType> TWO = List.of(TYPE, TYPE);
    private static final List<Class<?>> TEXT_AND_FLAG = List.of(String.class, Boolean.class);
    private static final Class<Semver> SELF = Semver.class;

    private SemverLibrary() {}

    static Functions functions() {
        return new Functions()
                .global("semver", "string_to_semver", TYPE, SimpleType.STRING, String.class, text -> get(text, false))
                .overload(
                        "semver",
                        CelOverloadDecl.newGlobalOverload(
                                "string_bool_to_semver", TYPE, SimpleType.STRING, SimpleType.BOOL),
                        TEXT_AND_FLAG,
                        args -> get((String) args[0], (Boolean) args[1]))
                .global(
                        "isSemver",
                        "is_semver_string",
                        SimpleType.BOOL,
                        SimpleType.STRING,
                        String.class,
                        text -> parse(text, false) != null)
                .overload(
                        "isSemver",
                        CelOverloadDecl.newGlobalOverload(
                                "is_semver_string_bool", SimpleType.BOOL, SimpleType.STRING, SimpleType.BOOL),
                        TEXT_AND_FLAG,
                        args -> parse((String) args[0], (Boolean) args[1]) != null)
                .member(
                        "isGreaterThan",
                        "semver_is_greater_than",
                        SimpleType.BOOL,
                        TWO,
                        SELF,
                        SELF,
                        (a, b) -> a.compareTo(b) > 0)
                .member(
                        "isLessThan",
                        "semver_is_less_than",
                        SimpleType.BOOL,
                        TWO,
                        SELF,
                        SELF,
                        (a, b) -> a.compareTo(b) < 0)
                .member("compareTo", "semver_compare_to", SimpleType.INT, TWO, SELF, SELF, (a, b) ->
                        (long) Integer.signum(a.compareTo(b)))
                .member("major", "semver_major", SimpleType.INT, TYPE, SELF, version -> number(version, 0))
                .member("minor", "semver_minor", SimpleType.INT, TYPE, SELF, version -> number(version, 1))
                .member("patch", "semver_patch", SimpleType.INT, TYPE, SELF, version -> number(version, 2));
    }

    private static @Nullable Semver parse(String text, boolean tolerant) {
        return tolerant ? Semver.parseTolerant(text) : Semver.parse(text);
    }

    private static Semver get(String text, boolean tolerant) {
        @Nullable Semver version = parse(text, tolerant);
        if (version == null) {
            throw Failure.of("not a semantic version");
        }
        return version;
    }

    /** Past the largest int it turns negative, as upstream. */
    private static long number(Semver version, int place) {
        return version.numbers().get(place).longValue();
    }
}
