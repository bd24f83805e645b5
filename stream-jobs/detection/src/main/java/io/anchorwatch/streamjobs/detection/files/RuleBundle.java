// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.files;

import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import io.anchorwatch.streamjobs.detection.rule.KubernetesAuditMapping;
import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.value.Wire;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rules as they travel to where a job runs: their texts and how to read them.
 *
 * @param auditFields whether bare field names are read as those of audit events
 * @param compat formats whose known defects are reproduced
 */
public record RuleBundle(RuleContents texts, boolean auditFields, Set<String> compat) {

    private static final int VERSION = 1;

    public RuleBundle {
        compat = Set.copyOf(compat);
    }

    /**
     * Reads and links the rules.
     *
     * @throws UncheckedIOException when a file of lists or noise is damaged; says which and why
     */
    public RuleSet load() {
        FieldMapping mapping = auditFields ? new KubernetesAuditMapping() : FieldMapping.NONE;
        try {
            return texts.rules(mapping, compat);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged.getMessage(), damaged);
        }
    }

    /** Versioned bytes. */
    public byte[] encode() {
        return Wire.write(VERSION, out -> {
            write(out, texts.rules());
            write(out, texts.lists());
            write(out, texts.noise());
            write(out, texts.pipelines());
            Wire.texts(
                    out,
                    texts.unreadable().stream()
                            .map(RuleProblem::file)
                            .distinct()
                            .toList());
            out.writeBoolean(auditFields);
            Wire.texts(out, compat.stream().sorted().toList());
        });
    }

    /** Reads them back; throws UncheckedIOException for another version or damaged bytes. */
    public static RuleBundle decode(byte[] bytes) {
        return Wire.read(
                bytes,
                VERSION,
                in -> new RuleBundle(
                        new RuleContents(read(in), read(in), read(in), read(in), unreadable(in)),
                        in.readBoolean(),
                        Set.copyOf(Wire.texts(in))));
    }

    private static List<RuleProblem> unreadable(DataInputStream in) throws IOException {
        return Wire.texts(in).stream().map(RuleFolder::notText).toList();
    }

    private static void write(DataOutputStream out, Map<String, String> files) throws IOException {
        List<String> flat = new ArrayList<>();
        files.forEach((name, text) -> {
            flat.add(name);
            flat.add(text);
        });
        Wire.texts(out, flat);
    }

    private static Map<String, String> read(DataInputStream in) throws IOException {
        List<String> flat = Wire.texts(in);
        Map<String, String> files = new LinkedHashMap<>();
        for (int at = 0; at + 1 < flat.size(); at += 2) {
            files.put(flat.get(at), flat.get(at + 1));
        }
        return files;
    }
}
