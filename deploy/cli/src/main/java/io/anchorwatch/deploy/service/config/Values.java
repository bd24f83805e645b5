// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import io.anchorwatch.sinks.Secret;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads typed values of a section. */
record Values(Section section) {

    /** A whole number within bounds, both included. */
    int number(String key, int otherwise, int least, int most) {
        return section.scalar(key)
                .flatMap(node -> parsed(node, node.getValue().matches("-?[0-9]{1,9}"), Integer::valueOf)
                        .filter(number -> number >= least && number <= most)
                        .or(() -> wrong(node, key, "a whole number from " + least + " to " + most)))
                .orElse(otherwise);
    }

    int port(String key, int otherwise) {
        return number(key, otherwise, 0, 65_535);
    }

    boolean flag(String key, boolean otherwise) {
        return section.scalar(key)
                .flatMap(node -> parsed(
                                node,
                                node.getTag().equals(Tag.BOOL)
                                        && node.getValue()
                                                .toLowerCase(Locale.ROOT)
                                                .matches("true|false"),
                                text -> Boolean.valueOf(text.toLowerCase(Locale.ROOT)))
                        .or(() -> wrong(node, key, "true or false")))
                .orElse(otherwise);
    }

    Duration span(String key, Duration otherwise) {
        return section.scalar(key)
                .flatMap(node -> Quantities.duration(node.getValue())
                        .or(() -> wrong(node, key, "a duration such as 500ms, 10s, 5m, 12h or 7d")))
                .orElse(otherwise);
    }

    long bytes(String key, long otherwise, long most) {
        return section.scalar(key)
                .flatMap(node -> Quantities.bytes(node.getValue())
                        .filter(size -> size >= 1 && size <= most)
                        .or(() -> wrong(
                                node, key, "a size such as 512KiB, 64MiB or 2GiB, at most " + Quantities.write(most))))
                .orElse(otherwise);
    }

    /** One of the names of a map. */
    <T> Optional<T> choice(String key, Map<String, T> choices) {
        return section.scalar(key).flatMap(node -> choice(node, section.name(key), choices));
    }

    <T> List<T> choices(String key, Map<String, T> choices) {
        return section.scalars(key).stream()
                .flatMap(node -> choice(node, section.name(key), choices).stream())
                .toList();
    }

    private <T> Optional<T> choice(ScalarNode node, String what, Map<String, T> choices) {
        Optional<T> chosen = Optional.ofNullable(choices.get(node.getValue()));
        if (chosen.isEmpty()) {
            section.problems()
                    .add(node, what + ": there is no '" + node.getValue() + "'" + hint(node, choices.keySet()));
        }
        return chosen;
    }

    private static String hint(ScalarNode node, Collection<String> known) {
        return Nearest.hint(node.getValue(), known);
    }

    Optional<Secret> secret(String key) {
        return section.scalar(key).map(node -> section.secrets().resolve(node, section.name(key)));
    }

    List<Secret> secrets(String key) {
        return section.scalars(key).stream()
                .map(node -> section.secrets().resolve(node, "an item of " + section.name(key)))
                .toList();
    }

    /** Every key of a section with its value as a secret. */
    Map<String, Secret> secretsByName() {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        section.names().forEach(name -> secret(name).ifPresent(value -> secrets.put(name, value)));
        return secrets;
    }

    private static <T> Optional<T> parsed(ScalarNode node, boolean good, Function<String, T> parse) {
        return good ? Optional.of(parse.apply(node.getValue())) : Optional.empty();
    }

    private <T> Optional<T> wrong(ScalarNode node, String key, String expected) {
        section.problems().add(node, section.name(key) + " must be " + expected + ", not '" + node.getValue() + "'");
        return Optional.empty();
    }
}
