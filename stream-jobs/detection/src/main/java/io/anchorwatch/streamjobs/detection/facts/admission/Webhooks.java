// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.ClientConfig;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a webhook configuration sends to whom. */
public final class Webhooks {

    private Webhooks() {}

    /** Hosts outside the cluster that it calls. */
    public static List<Object> externalHosts(JsonNode configuration) {
        Set<String> hosts = new TreeSet<>();
        for (JsonNode webhook : configuration.path("webhooks")) {
            if (ClientConfig.isExternal(webhook.path("clientConfig"))) {
                hosts.add(ClientConfig.host(webhook.path("clientConfig")));
            }
        }
        return List.copyOf(hosts);
    }

    /** Whether a rule takes every resource of every group. */
    public static boolean catchesAll(JsonNode configuration) {
        return anyRule(configuration, rule -> rule.hasGroup("*") && rule.hasResource("*"));
    }

    /** Whether a rule takes secrets, or the tokens of service accounts. */
    public static boolean catchesSecrets(JsonNode configuration) {
        return anyRule(configuration, rule -> rule.hasGroup("") && rule.takesSecrets());
    }

    private static boolean anyRule(JsonNode configuration, Predicate<ResourceRule> wanted) {
        for (JsonNode webhook : configuration.path("webhooks")) {
            for (JsonNode rule : webhook.path("rules")) {
                if (wanted.test(ResourceRule.of(rule))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a webhook that cannot be reached is passed over. */
    public static boolean ignoresFailure(JsonNode configuration) {
        for (JsonNode webhook : configuration.path("webhooks")) {
            if (ignores(webhook)) {
                return true;
            }
        }
        return false;
    }

    private static boolean ignores(JsonNode webhook) {
        return Nodes.text(webhook.path("failurePolicy")).equals("Ignore");
    }

    /**
     * In which ways it watches less than before: {@code failurePolicy-ignore}, {@code rules-removed},
     * {@code selector-narrowed} (by a selector or a condition), {@code webhook-removed}, {@code cabundle-changed}.
     */
    public static List<Object> weakened(JsonNode before, JsonNode now) {
        Map<String, JsonNode> left = new HashMap<>();
        now.path("webhooks").forEach(webhook -> left.put(Nodes.text(webhook.path("name")), webhook));
        Set<String> ways = new TreeSet<>();
        for (JsonNode webhook : before.path("webhooks")) {
            @Nullable JsonNode same = left.get(Nodes.text(webhook.path("name")));
            if (same == null) {
                ways.add("webhook-removed");
            } else {
                compare(webhook, same, ways);
            }
        }
        return List.copyOf(ways);
    }

    private static void compare(JsonNode before, JsonNode now, Set<String> ways) {
        if (!ignores(before) && ignores(now)) {
            ways.add("failurePolicy-ignore");
        }
        if (Scope.rulesRemoved(before.path("rules"), now.path("rules"))) {
            ways.add("rules-removed");
        }
        if (Scope.narrowed(before, now)) {
            ways.add("selector-narrowed");
        }
        JsonNode bundle = before.path("clientConfig").path("caBundle");
        if (bundle.isTextual() && !bundle.equals(now.path("clientConfig").path("caBundle"))) {
            ways.add("cabundle-changed");
        }
    }
}
