// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes one field of hashes, {@code Hashes: SHA256=…}, a field an algorithm. A hash without a name is known by its
 * length.
 *
 * @param algorithms those that have fields
 * @param prefix what the fields' names start with
 * @param dropAlgorithm whether the prefix alone is the field
 */
record HashesFields(List<String> algorithms, String prefix, boolean dropAlgorithm) {

    private static final Map<Integer, String> BY_LENGTH = Map.of(32, "MD5", 40, "SHA1", 64, "SHA256", 128, "SHA512");

    static Transformation.OfItem read(Params params) throws RuleSyntaxException {
        HashesFields read = new HashesFields(
                params.texts("valid_hash_algos"), params.text("field_prefix", ""), params.flag("drop_algo_prefix"));
        if (read.algorithms.isEmpty()) {
            throw params.problem("'valid_hash_algos' names no algorithm");
        }
        return (item, run) -> read.split(item);
    }

    private Selection split(Selection.Item item) throws RuleSyntaxException {
        Map<String, List<Value>> fields = new LinkedHashMap<>();
        for (Value value : item.values()) {
            String text = value.raw().replaceAll("^\\*+|\\*+$", "");
            String[] parts = text.split("[=|]", 2);
            @Nullable
            String algorithm = parts.length == 2 ? parts[0].toUpperCase(Locale.ROOT) : BY_LENGTH.get(text.length());
            if (algorithm == null || algorithms.stream().noneMatch(algorithm::equalsIgnoreCase)) {
                throw value.place().problem("no hash of " + String.join(", ", algorithms) + ", as the pipeline wants");
            }
            fields.computeIfAbsent(dropAlgorithm ? prefix : prefix + algorithm, unused -> new ArrayList<>())
                    .add(value.withText(parts[parts.length - 1]));
        }
        List<Modifier> kept =
                item.modifiers().stream().filter(each -> each == Modifier.NEQ).toList();
        List<Selection> parts = new ArrayList<>();
        fields.forEach((field, values) ->
                parts.add(item.withField(field).withModifiers(kept).withValues(values)));
        return item.has(Modifier.ALL) ? new Selection.All(parts) : Linked.of(item, parts);
    }
}
