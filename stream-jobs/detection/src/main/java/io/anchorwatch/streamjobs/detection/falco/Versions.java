// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** What a file asks of Falco and its plugins; told where it is more than what was read here. */
final class Versions {

    private static final int ENGINE = 63;
    private static final Pattern SEMVER = Pattern.compile("([0-9]{1,6})\\.([0-9]{1,6})\\.([0-9]{1,6})\\S{0,64}");
    /** Plugins whose fields are known, with the minor version of release 0. */
    private static final Map<String, Integer> PLUGINS = Map.of(
            "k8saudit", 18, "k8saudit-eks", 12, "k8saudit-gke", 9, "k8saudit-aks", 6, "k8saudit-ovh", 6, "json", 7);

    private Versions() {}

    static void engine(Item item, Sources sources) throws FalcoException {
        item.warnUnknown(Set.of("required_engine_version"));
        String written = item.text("required_engine_version").toString();
        String full = written.matches("[0-9]{1,6}") ? "0." + written + ".0" : written;
        Matcher version = SEMVER.matcher(full);
        if (!version.matches()) {
            throw new FalcoException(
                    item.place("required_engine_version"), "'" + written + "' is neither a number nor x.y.z");
        }
        if (!version.group(1).equals("0") || Integer.parseInt(version.group(2)) > ENGINE) {
            sources.warning(
                    item.place("required_engine_version"),
                    "written for engine " + full + ", known here is 0." + ENGINE
                            + ".0; rules that use more are refused one by one");
        }
    }

    static void plugins(Item item, Sources sources) throws FalcoException {
        item.warnUnknown(Set.of("required_plugin_versions"));
        for (Node element : item.sequence("required_plugin_versions")) {
            Item plugin = item.item(element);
            plugin.warnUnknown(Set.of("name", "version", "alternatives"));
            boolean known = isKnown(plugin);
            if (plugin.has("alternatives")) {
                for (Node alternative : plugin.sequence("alternatives")) {
                    known |= isKnown(plugin.item(alternative));
                }
            }
            if (!known) {
                sources.warning(
                        plugin.place(),
                        "plugin " + plugin.text("name") + " " + plugin.text("version")
                                + " is not known here; rules that use more are refused one by one");
            }
        }
    }

    private static boolean isKnown(Item plugin) throws FalcoException {
        String name = plugin.text("name").toString();
        Matcher version = SEMVER.matcher(plugin.text("version").toString());
        if (!version.matches()) {
            throw new FalcoException(plugin.place("version"), "'version' must be x.y.z");
        }
        return version.group(1).equals("0") && Integer.parseInt(version.group(2)) <= PLUGINS.getOrDefault(name, -1);
    }
}
