// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The map of cloud identities to users of an EKS cluster.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html">aws-auth</a>
 */
public final class AwsAuth {

    private static final String ADMINS = "system:masters";
    private static final List<String> LISTS = List.of("mapRoles", "mapUsers");
    private static final Set<String> ARNS = Set.of("rolearn", "userarn");

    private AwsAuth() {}

    /** ARNs of roles and users that are mapped to {@code system:masters}; of text that is no YAML, none. */
    public static List<Object> admins(JsonNode configMap) {
        return List.copyOf(mapped(configMap));
    }

    /** Those that were not mapped to it before. */
    public static List<Object> adminsAdded(JsonNode before, JsonNode now) {
        return Nodes.added(mapped(before), mapped(now));
    }

    private static Set<String> mapped(JsonNode configMap) {
        Set<String> arns = new TreeSet<>();
        for (String list : LISTS) {
            String text = Nodes.text(configMap.path("data").path(list));
            if (parse(text) instanceof SequenceNode entries) {
                for (Node entry : entries.getValue()) {
                    if (entry instanceof MappingNode mapping) {
                        collect(mapping, arns);
                    }
                }
            }
        }
        return arns;
    }

    private static void collect(MappingNode entry, Set<String> arns) {
        String arn = "";
        boolean admin = false;
        for (NodeTuple field : entry.getValue()) {
            String key = text(field.getKeyNode());
            if (ARNS.contains(key)) {
                arn = text(field.getValueNode());
            } else if (key.equals("groups") && field.getValueNode() instanceof SequenceNode groups) {
                admin = groups.getValue().stream().anyMatch(group -> text(group).equals(ADMINS));
            }
        }
        if (admin && !arn.isEmpty()) {
            arns.add(arn);
        }
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** Nodes only: nothing is made of them, whatever their tags say. */
    private static @Nullable Node parse(String text) {
        try {
            return new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (YAMLException notYaml) {
            return null;
        }
    }
}
