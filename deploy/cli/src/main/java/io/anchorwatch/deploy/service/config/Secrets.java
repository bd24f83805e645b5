// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import io.anchorwatch.sinks.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Follows references to secrets: {@code ${file:/path}} and {@code ${env:NAME}}. The text of a file counts without the
 * white space around it, which editors add, and is read again when it changes: credentials are rotated without a restart.
 *
 * @param folder what relative paths start at
 * @param environment variables of the process
 */
record Secrets(Path folder, Map<String, String> environment, Problems problems) {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(file|env):([^}]+)\\}");

    static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /**
     * What the reference stands for. A problem is noted when it leads nowhere, or when the secret itself stands there; what
     * is then given back only keeps later checks from complaining about the same thing.
     */
    Secret resolve(ScalarNode node, String what) {
        Matcher reference = REFERENCE.matcher(node.getValue());
        if (!reference.matches()) {
            problems.add(
                    node,
                    what + " is a secret and must not stand in the configuration: keep it in a file and write"
                            + " ${file:/path}, or in a variable and write ${env:NAME}");
            return unusable(node);
        }
        if (reference.group(1).equals("env")) {
            return variable(node, reference.group(2)).map(Secret::of).orElseGet(() -> unusable(node));
        }
        Path file = folder.resolve(reference.group(2));
        return file(node, file)
                .map(value -> Secret.current(new SecretFile(file, value)))
                .orElseGet(() -> unusable(node));
    }

    private static Secret unusable(ScalarNode node) {
        return Secret.of("unusable-secret-of-a-configuration-that-is-refused-"
                + node.getStartMark().getIndex());
    }

    private Optional<String> variable(ScalarNode node, String name) {
        @Nullable String value = environment.get(name);
        if (value == null || value.isBlank()) {
            problems.add(node, "environment variable " + name + " is not set: set it for this process");
            return Optional.empty();
        }
        return Optional.of(value.strip());
    }

    private Optional<String> file(ScalarNode node, Path file) {
        try {
            String value = Files.readString(file).strip();
            if (value.isEmpty()) {
                problems.add(node, file + " is empty: write the secret into it");
                return Optional.empty();
            }
            return Optional.of(value);
        } catch (IOException unreadable) {
            problems.add(node, file + " does not exist or can't be read by this user: create it or correct the path");
            return Optional.empty();
        }
    }
}
