// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings out of a map, refused in the words that the reader of the configuration has: texts, lists of texts, and maps. A
 * reference to the environment finds {@code TOKEN} and {@code OTHER}.
 */
public final class MapSettings implements Settings {

    /** What {@code ${env:TOKEN}} stands for. */
    public static final Secret TOKEN = Secret.of("t0ken");

    /** What {@code ${env:OTHER}} stands for. */
    public static final Secret OTHER = Secret.of("0ther");

    private static final Map<String, Secret> ENVIRONMENT = Map.of("TOKEN", TOKEN, "OTHER", OTHER);
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|value):([^}]+)\\}");
    private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,9})(ms|s|m|h|B|KiB|MiB|GiB)");
    private static final Map<String, Long> UNITS = Map.of(
            "ms",
            1L,
            "s",
            1000L,
            "m",
            60_000L,
            "h",
            3_600_000L,
            "B",
            1L,
            "KiB",
            1L << 10,
            "MiB",
            1L << 20,
            "GiB",
            1L << 30);

    /** A sink's settings as read, and every problem: of the values, of the whole, and keys that nobody knows. */
    public record Reading(SinkConfig config, List<String> problems) {}

    private final String path;
    private final Map<?, ?> values;
    private final List<String> problems;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<MapSettings> belows = new ArrayList<>();

    private MapSettings(String path, Map<?, ?> values, List<String> problems) {
        this.path = path;
        this.values = values;
        this.problems = problems;
    }

    /** A reference to a secret of that value. */
    public static String secretly(String value) {
        return "${value:" + value + "}";
    }

    /** Reads a sink named {@code a} as an operator wrote it: key, value, key, value. */
    public static Reading read(SinkType type, Object... keysAndValues) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return read(type, map);
    }

    /** The same out of a map. */
    public static Reading read(SinkType type, Map<?, ?> map) {
        List<String> problems = new ArrayList<>();
        MapSettings settings = new MapSettings("", map, problems);
        SinkConfig config = type.read("a", settings);
        config.problems().forEach(problem -> problems.add(problem.field() + " " + problem.message()));
        settings.end();
        return new Reading(config, List.copyOf(problems));
    }

    private void end() {
        values.keySet().stream()
                .map(String::valueOf)
                .filter(key -> !asked.contains(key))
                .forEach(key -> problems.add("unknown key '" + path + key + "'"));
        belows.forEach(MapSettings::end);
    }

    private @Nullable Object raw(String key) {
        asked.add(key);
        return values.get(key);
    }

    private Optional<String> scalar(String key) {
        return Optional.ofNullable(raw(key)).map(String::valueOf);
    }

    private <T> Optional<T> wrong(String key, String expected) {
        problems.add(path + key + " must be " + expected);
        return Optional.empty();
    }

    @Override
    public boolean has(String key) {
        return raw(key) != null;
    }

    @Override
    public String required(String key, String example) {
        return scalar(key).orElseGet(() -> {
            problems.add(path + key + " is missing; for example: " + key + ": " + example);
            return "";
        });
    }

    @Override
    public String text(String key, String otherwise) {
        return scalar(key).orElse(otherwise);
    }

    @Override
    public Optional<String> optional(String key) {
        return scalar(key);
    }

    @Override
    public List<String> texts(String key) {
        Object value = raw(key);
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return value == null
                ? List.of()
                : this.<List<String>>wrong(key, "a list: [a, b]").orElse(List.of());
    }

    @Override
    public Map<String, String> textsByName(String key) {
        return byName(key, (below, name) -> below.scalar(name));
    }

    private interface Item<T> {
        Optional<T> read(MapSettings below, String name);
    }

    private <T> Map<String, T> byName(String key, Item<T> item) {
        MapSettings below = below(key);
        Map<String, T> all = new LinkedHashMap<>();
        below.values.keySet().stream()
                .map(String::valueOf)
                .forEach(name -> item.read(below, name).ifPresent(value -> all.put(name, value)));
        return all;
    }

    @Override
    public boolean flag(String key, boolean otherwise) {
        return scalar(key)
                .flatMap(text -> text.matches("true|false")
                        ? Optional.of(Boolean.valueOf(text))
                        : this.wrong(key, "true or false, not '" + text + "'"))
                .orElse(otherwise);
    }

    @Override
    public int number(String key, int otherwise, int least, int most) {
        return scalar(key)
                .flatMap(text -> Optional.of(text)
                        .filter(digits -> digits.matches("-?[0-9]{1,9}"))
                        .map(Integer::valueOf)
                        .filter(number -> number >= least && number <= most)
                        .or(() -> wrong(key, "a whole number from " + least + " to " + most + ", not '" + text + "'")))
                .orElse(otherwise);
    }

    @Override
    public long bytes(String key, long otherwise, long most) {
        return quantity(key, "a size such as 64MiB, at most " + most + " bytes", size -> size >= 1 && size <= most)
                .orElse(otherwise);
    }

    @Override
    public Duration span(String key, Duration otherwise) {
        return quantity(key, "a duration such as 10s", millis -> true)
                .map(Duration::ofMillis)
                .orElse(otherwise);
    }

    private Optional<Long> quantity(String key, String expected, Function<Long, Boolean> good) {
        return scalar(key).flatMap(text -> {
            Matcher matcher = QUANTITY.matcher(text);
            if (!matcher.matches()) {
                return wrong(key, expected);
            }
            long value = Long.parseLong(matcher.group(1)) * UNITS.getOrDefault(matcher.group(2), 1L);
            return good.apply(value) ? Optional.of(value) : wrong(key, expected);
        });
    }

    @Override
    public <T> T choice(String key, Map<String, T> choices, T otherwise) {
        Optional<String> text = scalar(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        return Optional.ofNullable(choices.get(text.get())).orElseGet(() -> {
            problems.add(path + key + ": there is no '" + text.get() + "'");
            return otherwise;
        });
    }

    @Override
    public Optional<Path> file(String key) {
        return scalar(key).map(Path::of);
    }

    @Override
    public URI url(String key, String example) {
        String text = required(key, example);
        try {
            return new URI(text.isEmpty() ? "https://example.org" : text);
        } catch (URISyntaxException e) {
            problems.add(path + key + " is no URL such as " + example);
            return URI.create("https://example.org");
        }
    }

    @Override
    public URI secretUrl(String key, String example) {
        String text = required(key, example);
        return URI.create(
                text.isEmpty() || REFERENCE.matcher(text).matches()
                        ? optionalSecret(key).map(Secret::reveal).orElse("https://example.org")
                        : "https://" + resolve(key, text).reveal() + ".example.org");
    }

    @Override
    public List<URI> urls(String key, String example) {
        return texts(key).stream().map(URI::create).toList();
    }

    @Override
    public Secret secret(String key) {
        required(key, "${file:/run/secrets/" + key + "}");
        return optionalSecret(key).orElse(Secret.of("unusable"));
    }

    @Override
    public Optional<Secret> optionalSecret(String key) {
        return scalar(key).map(text -> resolve(key, text));
    }

    private Secret resolve(String key, String text) {
        Matcher reference = REFERENCE.matcher(text);
        if (!reference.matches()) {
            problems.add(path + key + " is a secret and must not stand in the configuration");
            return Secret.of("unusable");
        }
        return reference.group(1).equals("value")
                ? Secret.of(reference.group(2))
                : ENVIRONMENT.getOrDefault(reference.group(2), Secret.of("unusable"));
    }

    @Override
    public List<Secret> secrets(String key) {
        return texts(key).stream().map(text -> resolve(key, text)).toList();
    }

    @Override
    public Map<String, Secret> secretsByName(String key) {
        return byName(key, MapSettings::optionalSecret);
    }

    @Override
    public Settings section(String key) {
        return below(key);
    }

    private MapSettings below(String key) {
        MapSettings below =
                new MapSettings(path + key + ".", raw(key) instanceof Map<?, ?> map ? map : Map.of(), problems);
        belows.add(below);
        return below;
    }

    @Override
    public void problem(String key, String message) {
        problems.add(path + key + " " + message);
    }
}
