// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.people;

import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings as an operator writes them, read from a map. */
public final class MapSettings implements Settings {

    private final Map<String, Object> values;
    private final String path;
    private final List<String> problems;
    private final Set<String> asked = new HashSet<>();

    public MapSettings(Map<String, Object> values) {
        this(values, "", new ArrayList<>());
    }

    private MapSettings(Map<String, Object> values, String path, List<String> problems) {
        this.values = values;
        this.path = path;
        this.problems = problems;
    }

    /** What was wrong, and which keys nobody asked for. */
    public List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        values.keySet().stream().filter(key -> !asked.contains(key)).forEach(key -> all.add(key + " is unknown"));
        return all;
    }

    @Override
    public boolean has(String key) {
        return values.containsKey(key);
    }

    @SuppressWarnings("unchecked")
    private <T> T get(String key, T otherwise) {
        asked.add(key);
        return (T) values.getOrDefault(key, otherwise);
    }

    @Override
    public String required(String key, String example) {
        if (!has(key)) {
            problems.add(path + key + " is missing, such as " + example);
        }
        return get(key, "");
    }

    @Override
    public String text(String key, String otherwise) {
        return get(key, otherwise);
    }

    @Override
    public Optional<String> optional(String key) {
        return Optional.ofNullable(get(key, null));
    }

    @Override
    public List<String> texts(String key) {
        return get(key, List.of());
    }

    @Override
    public Map<String, String> textsByName(String key) {
        return get(key, Map.of());
    }

    @Override
    public boolean flag(String key, boolean otherwise) {
        return get(key, otherwise);
    }

    @Override
    public int number(String key, int otherwise, int least, int most) {
        int number = get(key, otherwise);
        if (number < least || number > most) {
            problems.add(path + key + " must be from " + least + " to " + most);
        }
        return number;
    }

    @Override
    public long bytes(String key, long otherwise, long most) {
        return get(key, otherwise);
    }

    @Override
    public Duration span(String key, Duration otherwise) {
        return get(key, otherwise);
    }

    @Override
    public <T> T choice(String key, Map<String, T> choices, T otherwise) {
        Optional<String> name = optional(key);
        if (name.isPresent() && !choices.containsKey(name.get())) {
            problems.add(path + key + " is none of " + choices.keySet());
        }
        return name.map(choices::get).orElse(otherwise);
    }

    @Override
    public Optional<Path> file(String key) {
        return optional(key).map(Path::of);
    }

    @Override
    public URI url(String key, String example) {
        String url = required(key, example);
        return URI.create(url.isEmpty() ? "https://example.org" : url);
    }

    @Override
    public List<URI> urls(String key, String example) {
        return texts(key).stream().map(URI::create).toList();
    }

    @Override
    public Secret secret(String key) {
        return Secret.of(required(key, "${file:/run/secrets/" + key + "}"));
    }

    @Override
    public Optional<Secret> optionalSecret(String key) {
        return optional(key).map(Secret::of);
    }

    @Override
    public List<Secret> secrets(String key) {
        return texts(key).stream().map(Secret::of).toList();
    }

    @Override
    public Map<String, Secret> secretsByName(String key) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        textsByName(key).forEach((name, value) -> secrets.put(name, Secret.of(value)));
        return secrets;
    }

    @Override
    public Settings section(String key) {
        return new MapSettings(get(key, Map.of()), path + key + ".", problems);
    }

    @Override
    public void problem(String key, String message) {
        problems.add(path + key + " " + message);
    }
}
