// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import java.util.regex.Pattern;

/** Names in commands for a POSIX shell. Whoever named an object must not say what its reader runs. */
final class Shell {

    private static final int LONGEST_NAME = 253;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/=-]*");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]+");

    private Shell() {}

    /** {@code kubectl VERB RESOURCE/NAME [-n NAMESPACE] REST}, empty where a name is no name of an API object. */
    static String kubectl(String verb, Holder holder, String rest) {
        if (!isName(holder.name()) || !(holder.namespace().isEmpty() || isName(holder.namespace()))) {
            return "";
        }
        return "kubectl " + verb + (holder.namespace().isEmpty() ? "" : " -n " + quoted(holder.namespace())) + " "
                + quoted(holder.resource() + "/" + holder.name()) + (rest.isEmpty() ? "" : " " + rest);
    }

    private static boolean isName(String text) {
        return text.length() <= LONGEST_NAME
                && text.indexOf('/') < 0
                && PRINTABLE.matcher(text).matches();
    }

    static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
