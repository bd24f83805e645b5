// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rules that look like the shipped ones, as many as wanted, the same for the same seed.
 *
 * <p>Most bind the verb and the resource, as the shipped ones do, and ask for something besides: of a hundred, 25 ask for
 * whole texts, 15 for starts, 20 for parts, 10 for an expression, 5 for a network, 5 for a field that is rarely there, and
 * 20 for something in the body: for a part of a pod spec wherever it is written, or for a field of the kind that has it. What they ask for is made up and hardly ever seen; one rule of fifty asks for what is
 * common, and is met. Half leave out the control plane.
 */
final class SyntheticRules {

    private static final String[] VERBS = {"[create, update, patch]", "[create, update, patch]", "delete", "get", "list"
    };
    private static final String[] RESOURCES = {
        "pods",
        "pods",
        "secrets",
        "configmaps",
        "roles",
        "rolebindings",
        "[clusterroles, clusterrolebindings]",
        "services",
        "[deployments, daemonsets, statefulsets]",
        "nodes",
        "serviceaccounts",
        "leases"
    };
    private static final String[] COMMON = {"kube-system", "default", "kube-node-lease", "kube-scheduler", "coredns"};

    private final Random random;

    private SyntheticRules(long seed) {
        this.random = new Random(seed);
    }

    /** That many rule files, by name. */
    static Map<String, String> files(int count, long seed) {
        SyntheticRules rules = new SyntheticRules(seed);
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = String.format(Locale.ROOT, "synthetic-%05d", i);
            files.put(name + ".yaml", rules.rule(name));
        }
        return files;
    }

    private String rule(String name) {
        StringBuilder text = new StringBuilder("title: " + name + "\nname: " + name
                + "\nlevel: low\nlogsource: {product: kubernetes, service: audit}\ndetection:\n  selection:\n");
        if (random.nextInt(5) == 0) {
            text.append("    verb: [create, update, patch]\n").append(body());
        } else {
            int bound = random.nextInt(10);
            text.append(bound < 8 ? "    verb: " + pick(VERBS) + "\n" : "");
            text.append(bound < 7 ? "    objectRef.resource: " + pick(RESOURCES) + "\n" : "");
            text.append("    ").append(envelope()).append('\n');
        }
        if (random.nextInt(3) == 0) {
            text.append("    outcome: success\n");
        }
        boolean filtered = random.nextBoolean();
        return text.append(filtered ? "  filter:\n    actor.kind: control-plane\n" : "")
                .append("  condition: selection")
                .append(filtered ? " and not filter\n" : "\n")
                .toString();
    }

    private String envelope() {
        int kind = random.nextInt(80);
        if (kind < 25) {
            return pick("objectRef.name", "objectRef.namespace", "user.username", "objectRef.name") + ": " + values(4);
        }
        if (kind < 40) {
            return pick("userAgent", "objectRef.name", "user.username") + "|startswith: " + values(3);
        }
        if (kind < 60) {
            return pick("userAgent", "requestURI", "exec.command", "responseStatus.message") + "|contains: "
                    + values(6);
        }
        if (kind < 70) {
            return pick("requestURI", "userAgent") + "|re: '^/?[a-z0-9/.-]*" + word() + "-[a-z0-9]{5,10}(/.*)?$'";
        }
        return kind < 75
                ? "sourceIPs|cidr: 198.18." + random.nextInt(256) + "." + random.nextInt(8) * 32 + "/27"
                : "impersonatedUser.username|exists: true";
    }

    private String body() {
        return switch (random.nextInt(6)) {
            case 0 -> "    workload.images|contains: " + values(4) + "\n";
            case 1 -> "    workload.capabilities: " + values(3) + "\n";
            case 2 -> "    workload.commands|contains: " + values(4) + "\n";
            case 3 ->
                "    objectRef.resource: [rolebindings, clusterrolebindings]\n    rbac.roleRef: " + values(2) + "\n";
            case 4 -> "    objectRef.resource: services\n    requestObject.spec.type: " + values(2) + "\n";
            default ->
                "    objectRef.resource: [pods, namespaces]\n    requestObject.metadata.labels." + word()
                        + "|exists: true\n";
        };
    }

    private String values(int most) {
        if (random.nextInt(50) == 0) {
            return pick(COMMON);
        }
        return IntStream.rangeClosed(0, random.nextInt(most))
                .mapToObj(i -> word())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Begins with a letter that no number begins with. */
    private String word() {
        return "x" + Integer.toString(random.nextInt(Integer.MAX_VALUE), Character.MAX_RADIX)
                + pick("", "-operator", ".internal", "-agent");
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
