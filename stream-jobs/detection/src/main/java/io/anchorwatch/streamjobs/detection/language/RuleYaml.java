// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.language;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** YAML 1.1 as rule files are read, whatever their format: only nodes, and no file that stands for more than it holds. */
public final class RuleYaml {

    private static final int MAX_FILE_CHARS = 3 << 20;
    private static final int MAX_ALIASES = 50;
    private static final int MAX_DEPTH = 50;

    private RuleYaml() {}

    /** A reader for one file. Throws YAMLException for what is larger or deeper than rules are. */
    public static Yaml create() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_FILE_CHARS);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setAllowRecursiveKeys(false);
        return new Yaml(options);
    }
}
