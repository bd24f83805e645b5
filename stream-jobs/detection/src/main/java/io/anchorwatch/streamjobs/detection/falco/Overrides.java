// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import java.util.Set;
import java.util.TreeSet;

/** Which keys of an item change what was defined before, and how. */
record Overrides(Set<String> append, Set<String> replace) {

    static Overrides read(Item item, Set<String> appendable, Set<String> replaceable) throws FalcoException {
        Overrides overrides = new Overrides(new TreeSet<>(), new TreeSet<>());
        if (!item.has("override")) {
            return overrides;
        }
        Item written = item.item(item.required("override"));
        for (String key : written.keys()) {
            String operation = written.text(key).toString();
            boolean append = operation.equals("append");
            if (!append && !operation.equals("replace")) {
                throw new FalcoException(
                        written.place(key), "'" + key + "' is changed by append or replace, not '" + operation + "'");
            }
            if (!(append ? appendable : replaceable).contains(key)) {
                throw new FalcoException(
                        written.place(key), "'" + key + "' can't be " + (append ? "appended to" : "replaced"));
            }
            if (!item.has(key)) {
                throw new FalcoException(written.place(key), "'" + key + "' is to be changed but is not given");
            }
            (append ? overrides.append : overrides.replace).add(key);
        }
        return overrides;
    }

    boolean isEmpty() {
        return append.isEmpty() && replace.isEmpty();
    }
}
