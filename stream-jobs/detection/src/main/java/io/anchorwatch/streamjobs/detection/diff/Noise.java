// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.diff;

import io.anchorwatch.streamjobs.detection.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What changes all the time and means nothing: resources that are not judged at all, and fields whose change alone is no
 * change. Written down in {@code noise.yaml}, which a file of that name beside rules replaces by resource.
 *
 * @param resources resources as {@code pods} or {@code leases.coordination.k8s.io}
 * @param fields by resource, {@code *} for all: fields as rules name them; what is below them is meant too
 */
public record Noise(Set<String> resources, Map<String, List<String>> fields) {

    /** Name of the files. */
    public static final String FILE = "noise.yaml";

    private static final String ALL = "*";

    public Noise {
        resources = Set.copyOf(resources);
        fields = Map.copyOf(fields);
    }

    /** What is shipped. */
    public static Noise standard() {
        try (InputStream in = Noise.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the class path");
            }
            return read(FILE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Reads a file: {@code resources}, a list, and {@code fields}, lists by resource.
     *
     * @throws IOException when it has another shape; says which file and what is expected
     */
    public static Noise read(String file, String text) throws IOException {
        try {
            Map<?, ?> loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            Map<String, List<String>> fields = new LinkedHashMap<>();
            if (loaded.get("fields") instanceof Map<?, ?> lists) {
                lists.forEach((resource, paths) -> fields.put(String.valueOf(resource), texts(paths)));
            }
            if (!Set.of("resources", "fields").containsAll(loaded.keySet())) {
                throw new IOException(file + ": has 'resources' and 'fields' and nothing else, not " + loaded.keySet());
            }
            return new Noise(
                    loaded.containsKey("resources") ? Set.copyOf(texts(loaded.get("resources"))) : Set.of(), fields);
        } catch (YAMLException | ClassCastException | NullPointerException invalid) {
            throw new IOException(
                    file + ": must be a mapping of 'resources' to a list and of 'fields' to lists by resource",
                    invalid);
        }
    }

    private static List<String> texts(Object list) {
        List<String> texts = new ArrayList<>();
        for (Object text : (List<?>) list) {
            texts.add(String.valueOf(text));
        }
        return List.copyOf(texts);
    }

    /** This, with what {@code other} says of a resource in the place of what this says of it; its resources added. */
    public Noise replacedBy(Noise other) {
        Map<String, List<String>> both = new LinkedHashMap<>(fields);
        both.putAll(other.fields);
        Set<String> all = new TreeSet<>(resources);
        all.addAll(other.resources);
        return new Noise(all, both);
    }

    /** Whether changes of a resource are not judged at all. */
    public boolean hides(String groupResource) {
        return resources.contains(groupResource);
    }

    /** The fields of a resource, as rules name them, whose change is none. */
    public Predicate<String> ignoredOf(String groupResource) {
        List<String> ignored = new ArrayList<>(fields.getOrDefault(ALL, List.of()));
        ignored.addAll(fields.getOrDefault(groupResource, List.of()));
        return field -> ignored.stream()
                .anyMatch(path -> field.equals(path) || (field.startsWith(path) && field.charAt(path.length()) == '.'));
    }

    /** Adds all of it, in a fixed order. */
    public void addTo(Digest digest) {
        new TreeSet<>(resources).forEach(digest::add);
        new TreeMap<>(fields).forEach((resource, paths) -> {
            digest.add(resource);
            paths.forEach(digest::add);
        });
    }
}
