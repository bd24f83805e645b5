// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.expr.TextAffix;
import io.anchorwatch.streamjobs.detection.expr.TextEquals;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Joins the alternatives of one selection item, so that a value is folded once and looked up once. */
final class TestMerger {

    private TestMerger() {}

    /** Tests any of which must pass; all come from one key and so agree in case. */
    static List<ValueTest> merge(List<ValueTest> tests) {
        List<ValueTest> merged = new ArrayList<>();
        Set<String> texts = new TreeSet<>();
        Map<TextAffix.Where, List<String>> parts = new EnumMap<>(TextAffix.Where.class);
        boolean cased = false;
        for (ValueTest test : tests) {
            if (test instanceof TextEquals equals) {
                texts.addAll(equals.texts());
                cased = equals.cased();
            } else if (test instanceof TextAffix affix) {
                parts.computeIfAbsent(affix.where(), unused -> new ArrayList<>())
                        .addAll(affix.parts());
                cased = affix.cased();
            } else {
                merged.add(test);
            }
        }
        if (!texts.isEmpty()) {
            merged.add(new TextEquals(texts, cased));
        }
        for (Map.Entry<TextAffix.Where, List<String>> affixes : parts.entrySet()) {
            merged.add(new TextAffix(affixes.getKey(), affixes.getValue(), cased));
        }
        return merged;
    }
}
