// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who can reach a Service, and what it says it is reached by. */
public final class Services {

    private static final String RANGES_ANNOTATION = "service.beta.kubernetes.io/load-balancer-source-ranges";
    private static final String LOAD_BALANCER = "LoadBalancer";

    /** Of databases, control planes, container engines, consoles and shells: none is meant for strangers. */
    private static final Set<Long> SENSITIVE = Set.of(
            22L, 23L, 111L, 445L, 1433L, 1521L, 2049L, 2181L, 2375L, 2376L, 2379L, 2380L, 3306L, 3389L, 5432L, 5601L,
            5900L, 5984L, 6379L, 6443L, 7077L, 8500L, 9042L, 9092L, 9200L, 9300L, 10250L, 10255L, 10257L, 10259L,
            11211L, 15672L, 27017L);

    private Services() {}

    /** Type, ClusterIP where none is written; of the part of an object that a patch shows, absent then. */
    public static Object type(JsonNode service) {
        String type = Nodes.text(service.path("spec").path("type"));
        boolean whole = service.path("kind").isTextual() || service.path("spec").has("ports");
        return type.isEmpty() ? (whole ? "ClusterIP" : Missing.ABSENT) : type;
    }

    /** Whether it is open to more than the cluster: by node port, load balancer or external address. */
    public static boolean isExposed(JsonNode service) {
        Object type = type(service);
        return type.equals("NodePort")
                || type.equals(LOAD_BALANCER)
                || !externalIps(service).isEmpty();
    }

    /** Ports on every node. */
    public static List<Object> nodePorts(JsonNode service) {
        Set<Long> ports = new TreeSet<>();
        for (JsonNode port : service.path("spec").path("ports")) {
            addNumber(port.path("nodePort"), ports);
        }
        addNumber(service.path("spec").path("healthCheckNodePort"), ports);
        ports.remove(0L);
        return List.copyOf(ports);
    }

    /** Its ports and those it leads to that are known to be somebody's front door. */
    public static List<Object> sensitivePorts(JsonNode service) {
        Set<Long> ports = new TreeSet<>();
        for (JsonNode port : service.path("spec").path("ports")) {
            addNumber(port.path("port"), ports);
            addNumber(port.path("targetPort"), ports);
        }
        ports.retainAll(SENSITIVE);
        return List.copyOf(ports);
    }

    private static void addNumber(JsonNode node, Set<Long> into) {
        if (Nodes.number(node) instanceof Long number) {
            into.add(number);
        }
    }

    /** Addresses for which it takes the traffic of every node. */
    public static List<Object> externalIps(JsonNode service) {
        return Nodes.list(Nodes.texts(service.path("spec").path("externalIPs")));
    }

    /** The name that it stands for, absent when it stands for none. */
    public static Object externalName(JsonNode service) {
        return Nodes.value(service.path("spec").path("externalName"));
    }

    /** The kind of load balancer it asks for, absent when it is the cluster's own. */
    public static Object loadBalancerClass(JsonNode service) {
        return Nodes.value(service.path("spec").path("loadBalancerClass"));
    }

    /** Ranges that it lets in and that are the whole internet, or half of it. */
    public static List<Object> openSourceRanges(JsonNode service) {
        Set<String> open = new TreeSet<>();
        for (String range : sourceRanges(service)) {
            if (range.endsWith("/0") || range.endsWith("/1")) {
                open.add(range);
            }
        }
        return List.copyOf(open);
    }

    /** Whether a load balancer that let in some ranges now lets in all. */
    public static Object sourceRangesRemoved(JsonNode before, JsonNode now) {
        return type(now).equals(LOAD_BALANCER)
                && !sourceRanges(before).isEmpty()
                && sourceRanges(now).isEmpty();
    }

    /** The field counts, the annotation where it is empty. */
    private static Set<String> sourceRanges(JsonNode service) {
        Set<String> ranges = Nodes.texts(service.path("spec").path("loadBalancerSourceRanges"));
        if (ranges.isEmpty()) {
            for (String range : Nodes.annotation(service, RANGES_ANNOTATION).split(",", -1)) {
                ranges.add(range.strip());
            }
            ranges.remove("");
        }
        return ranges;
    }

    /** Addresses and names in its status, to which nodes redirect traffic whoever wrote them. */
    public static List<Object> ingressAddresses(JsonNode service) {
        return List.copyOf(ingress(service));
    }

    /** Those that were not there before. */
    public static List<Object> ingressAddressesAdded(JsonNode before, JsonNode now) {
        return Nodes.added(ingress(before), ingress(now));
    }

    private static Set<String> ingress(JsonNode service) {
        Set<String> addresses = new TreeSet<>();
        for (JsonNode entry : service.path("status").path("loadBalancer").path("ingress")) {
            addresses.add(Nodes.text(entry.path("ip")));
            addresses.add(Nodes.text(entry.path("hostname")));
        }
        addresses.remove("");
        return addresses;
    }
}
