// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Settings of a sink in the file, which writes down what was read and what counts instead of what is absent. */
final class YamlSettings implements Settings {

    private static final URI NOWHERE = URI.create("https://example.org");

    private final Section section;
    private final Values values;
    private final Map<String, Object> shown = new LinkedHashMap<>();
    private final List<YamlSettings> belows = new ArrayList<>();

    YamlSettings(Section section) {
        this.section = section;
        values = new Values(section);
    }

    /** Every key that was asked for, with the value in effect; secrets hidden. */
    Map<String, Object> shown() {
        return shown;
    }

    @Override
    public boolean has(String key) {
        return section.has(key);
    }

    @Override
    public String required(String key, String example) {
        return show(key, section.required(key, example));
    }

    @Override
    public String text(String key, String otherwise) {
        return show(key, section.text(key).orElse(otherwise));
    }

    @Override
    public Optional<String> optional(String key) {
        Optional<String> text = section.text(key);
        text.ifPresent(value -> show(key, value));
        return text;
    }

    @Override
    public List<String> texts(String key) {
        return show(key, section.texts(key));
    }

    @Override
    public Map<String, String> textsByName(String key) {
        Section below = section.section(key);
        Map<String, String> texts = new LinkedHashMap<>();
        below.names().forEach(name -> below.text(name).ifPresent(value -> texts.put(name, value)));
        return show(key, texts);
    }

    @Override
    public boolean flag(String key, boolean otherwise) {
        return show(key, values.flag(key, otherwise));
    }

    @Override
    public int number(String key, int otherwise, int least, int most) {
        return show(key, values.number(key, otherwise, least, most));
    }

    @Override
    public long bytes(String key, long otherwise, long most) {
        long size = values.bytes(key, otherwise, most);
        show(key, Quantities.write(size));
        return size;
    }

    @Override
    public Duration span(String key, Duration otherwise) {
        Duration span = values.span(key, otherwise);
        show(key, Quantities.write(span));
        return span;
    }

    @Override
    public <T> T choice(String key, Map<String, T> choices, T otherwise) {
        T chosen = values.choice(key, choices).orElse(otherwise);
        choices.forEach((name, value) -> {
            if (value.equals(chosen)) {
                show(key, name);
            }
        });
        return chosen;
    }

    @Override
    public Optional<Path> file(String key) {
        Optional<Path> file = section.file(key);
        file.ifPresent(path -> show(key, path.toString()));
        return file;
    }

    @Override
    public URI url(String key, String example) {
        section.required(key, example);
        URI url = section.scalar(key).map(node -> url(node, key, example)).orElse(NOWHERE);
        show(key, origin(url));
        return url;
    }

    @Override
    public List<URI> urls(String key, String example) {
        if (!section.has(key)) {
            section.missing(key, "[" + example + "]");
        }
        List<URI> urls = section.scalars(key).stream()
                .map(node -> url(node, key, example))
                .toList();
        show(key, urls.stream().map(YamlSettings::origin).toList());
        return urls.isEmpty() ? List.of(NOWHERE) : urls;
    }

    /** A URL may itself be a secret: then it is referred to like one. */
    @Override
    public URI secretUrl(String key, String example) {
        section.required(key, example);
        URI url = section.scalar(key)
                .map(node -> Secrets.isReference(node.getValue()) ? url(node, key, example) : inTheOpen(node, key))
                .orElse(NOWHERE);
        show(key, ConfigPrinter.HIDDEN);
        return url;
    }

    private URI inTheOpen(ScalarNode node, String key) {
        Secret unused = section.secrets().resolve(node, section.name(key));
        return NOWHERE;
    }

    private URI url(ScalarNode node, String key, String example) {
        boolean secret = Secrets.isReference(node.getValue());
        int before = section.problems().count();
        String text =
                secret ? section.secrets().resolve(node, section.name(key)).reveal() : node.getValue();
        if (section.problems().count() > before) {
            return NOWHERE;
        }
        try {
            return new URI(text);
        } catch (URISyntaxException invalid) {
            section.problems().add(node, section.name(key) + " is no URL such as " + example);
            return NOWHERE;
        }
    }

    private static String origin(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port + "/" + ConfigPrinter.HIDDEN;
    }

    @Override
    public Secret secret(String key) {
        section.required(key, "${file:/run/secrets/" + key + "}");
        Secret secret = values.secret(key).orElse(Secret.of("unusable"));
        show(key, ConfigPrinter.HIDDEN);
        return secret;
    }

    @Override
    public Optional<Secret> optionalSecret(String key) {
        Optional<Secret> secret = values.secret(key);
        secret.ifPresent(value -> show(key, ConfigPrinter.HIDDEN));
        return secret;
    }

    @Override
    public List<Secret> secrets(String key) {
        List<Secret> secrets = values.secrets(key);
        show(key, secrets.stream().map(secret -> ConfigPrinter.HIDDEN).toList());
        return secrets;
    }

    @Override
    public Map<String, Secret> secretsByName(String key) {
        Map<String, Secret> secrets = new Values(section.section(key)).secretsByName();
        Map<String, Object> hidden = new LinkedHashMap<>();
        secrets.keySet().forEach(name -> hidden.put(name, ConfigPrinter.HIDDEN));
        show(key, hidden);
        return secrets;
    }

    @Override
    public Settings section(String key) {
        YamlSettings below = new YamlSettings(section.section(key));
        belows.add(below);
        shown.put(key, below.shown);
        return below;
    }

    @Override
    public void problem(String key, String message) {
        section.problems().add(section.place(key), section.name(key) + " " + message);
    }

    /** Refuses what nobody asked for, here and below. */
    void end() {
        section.end();
        belows.forEach(YamlSettings::end);
        shown.values().removeIf(value -> value instanceof Map<?, ?> map && map.isEmpty());
    }

    private <T> T show(String key, T value) {
        shown.put(key, value);
        return value;
    }
}
