// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The named formats of strings; each says what is wrong with a text, in words of our own. */
enum NamedFormat {
    DNS1123_LABEL("dns1123Label", text -> Checks.sized(text, 63, Checks.LABEL, "a DNS label (RFC 1123)")),
    DNS1123_SUBDOMAIN("dns1123Subdomain", NamedFormat::subdomain),
    DNS1035_LABEL("dns1035Label", text -> Checks.sized(text, 63, Checks.LABEL_1035, "a DNS label (RFC 1035)")),
    QUALIFIED_NAME("qualifiedName", NamedFormat::qualifiedName),
    DNS1123_LABEL_PREFIX("dns1123LabelPrefix", text -> DNS1123_LABEL.check(withoutDash(text))),
    DNS1123_SUBDOMAIN_PREFIX("dns1123SubdomainPrefix", text -> subdomain(withoutDash(text))),
    DNS1035_LABEL_PREFIX("dns1035LabelPrefix", text -> DNS1035_LABEL.check(withoutDash(text))),
    LABEL_VALUE("labelValue", text -> Checks.sized(text, 63, Checks.LABEL_VALUE, "a label value")),
    URI("uri", text -> GoUrl.isRequestUri(text) ? List.of() : List.of("not an absolute URI or path")),
    UUID("uuid", text -> Checks.matches(text, Checks.UUID, "does not match the UUID format")),
    BYTE("byte", text -> Checks.matches(text, Checks.BASE64, "invalid base64")),
    DATE("date", text -> Checks.isDate(text) ? List.of() : List.of("invalid date")),
    DATETIME("datetime", text -> isDateTime(text) ? List.of() : List.of("invalid datetime"));

    private final String celName;
    private final Function<String, List<String>> check;

    NamedFormat(String celName, Function<String, List<String>> check) {
        this.celName = celName;
        this.check = check;
    }

    String celName() {
        return celName;
    }

    /** What is wrong; empty when nothing is. */
    List<String> check(String text) {
        return check.apply(text);
    }

    static Optional<NamedFormat> of(String name) {
        for (NamedFormat format : values()) {
            if (format.celName.equals(name)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** A generated name may end in a dash: what is generated follows it. */
    private static String withoutDash(String text) {
        return text.length() > 1 && text.endsWith("-") ? text.substring(0, text.length() - 2) + "a" : text;
    }

    private static List<String> subdomain(String text) {
        return Checks.sized(text, 253, Checks.SUBDOMAIN, "a DNS subdomain (RFC 1123)");
    }

    private static List<String> qualifiedName(String text) {
        int slash = text.indexOf('/');
        if (slash != text.lastIndexOf('/')) {
            return List.of("a qualified name has one '/' at most");
        }
        if (slash >= 0 && !subdomain(text.substring(0, slash)).isEmpty()) {
            return List.of("the part before the '/' is no DNS subdomain");
        }
        return Checks.sized(
                text.substring(slash + 1), 63, Checks.QUALIFIED, "a name of letters, digits, '-', '_', '.'");
    }

    private static boolean isDateTime(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int at = lower.indexOf('t');
        Matcher time = Checks.TIME.matcher(at < 0 ? "" : lower.substring(at + 1));
        return at >= 0
                && Checks.isDate(lower.substring(0, at))
                && time.matches()
                && time.group(1).compareTo("23") <= 0
                && time.group(2).compareTo("59") <= 0
                && time.group(3).compareTo("59") <= 0;
    }

    /** The tests, apart because constants of an enum come before its fields. */
    private static final class Checks {
        static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
        static final Pattern LABEL_1035 = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
        static final Pattern SUBDOMAIN =
                Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
        static final Pattern QUALIFIED = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
        static final Pattern LABEL_VALUE = Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
        static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}");
        static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]++={0,2}");
        static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
        static final Pattern TIME =
                Pattern.compile("([0-9]{2}):([0-9]{2}):([0-9]{2})(.[0-9]++)?(z|[+-][0-9]{2}:[0-9]{2})");

        private Checks() {}

        /** The length comes first: it bounds the work of the pattern. */
        static List<String> sized(String text, int max, Pattern pattern, String what) {
            if (text.length() > max) {
                return List.of("must be no more than " + max + " characters");
            }
            return pattern.matcher(text).matches() ? List.of() : List.of("is not " + what);
        }

        static List<String> matches(String text, Pattern pattern, String problem) {
            boolean whole = pattern != BASE64 || text.length() % 4 == 0;
            return whole && pattern.matcher(text).matches() ? List.of() : List.of(problem);
        }

        static boolean isDate(String text) {
            try {
                return DATE.matcher(text).matches() && LocalDate.parse(text).getYear() >= 0;
            } catch (DateTimeException invalid) {
                return false;
            }
        }
    }
}
