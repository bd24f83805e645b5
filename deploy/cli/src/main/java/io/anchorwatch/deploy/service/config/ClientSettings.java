// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Settings of a Kafka client that stand on a command line instead of {@code kafka.properties}; the same rules hold. */
public final class ClientSettings {

    private ClientSettings() {}

    /**
     * Follows references to secrets; relative paths start at the working folder.
     *
     * @param option what problems are told of
     * @throws ConfigException with all that is wrong
     */
    public static Map<String, String> of(String option, Map<String, String> given, Map<String, String> environment)
            throws ConfigException {
        Problems problems = new Problems(option);
        DumperOptions style = new DumperOptions();
        style.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        style.setDefaultScalarStyle(DumperOptions.ScalarStyle.DOUBLE_QUOTED);
        String yaml = new Yaml(style).dump(new TreeMap<>(given));
        Section section = new Section(
                "",
                new Yaml(new LoaderOptions()).compose(new StringReader(yaml)),
                new Secrets(Path.of(""), environment, problems));
        Map<String, String> settings = KafkaSection.properties(section);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems.messages());
        }
        return settings;
    }
}
