// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.network.Routes;
import io.anchorwatch.streamjobs.detection.facts.network.Services;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which addresses outside the cluster lead to which workloads: by selector of the service, whatever endpoints say. */
final class Exposures {

    private static final List<String> ROUTES = List.of(
            "ingresses.networking.k8s.io",
            "httproutes.gateway.networking.k8s.io",
            "grpcroutes.gateway.networking.k8s.io",
            "tlsroutes.gateway.networking.k8s.io");
    private static final String ANY_HOST = "any host";

    private final ClusterState state;
    private final Units units;
    private final List<Exposure> all = new ArrayList<>();

    Exposures(ClusterState state, Units units) {
        this.state = state;
        this.units = units;
        state.of("services").forEach(this::service);
        ROUTES.forEach(resource -> state.of(resource).forEach(this::route));
        all.sort(Comparator.comparing(Exposure::via).thenComparing(Exposure::address));
    }

    List<Exposure> all() {
        return all;
    }

    /** Addresses that lead to a workload, or that a service or route opens. */
    SortedSet<String> addresses(Holder holder) {
        SortedSet<String> addresses = new TreeSet<>();
        for (Exposure exposure : all) {
            if (exposure.via().equals(holder) || exposure.workloads().contains(holder)) {
                addresses.add(exposure.address());
            }
        }
        return addresses;
    }

    private void service(Item service) {
        SortedSet<String> addresses = new TreeSet<>();
        List<String> hosts = new ArrayList<>();
        Services.ingressAddresses(service.object()).forEach(address -> hosts.add(String.valueOf(address)));
        Services.externalIps(service.object()).forEach(address -> hosts.add(String.valueOf(address)));
        for (JsonNode port : service.object().path("spec").path("ports")) {
            hosts.forEach(host -> addresses.add(host + ":" + port.path("port").asInt()));
            if (port.path("nodePort").asInt() > 0) {
                addresses.add("node port " + port.path("nodePort").asInt());
            }
        }
        if (addresses.isEmpty() && Services.type(service.object()).equals("LoadBalancer")) {
            addresses.add("load balancer without an address yet");
        }
        add(addresses, service, behind(service));
    }

    private void route(Item route) {
        SortedSet<Holder> workloads = new TreeSet<>();
        for (String name : new Backends(route).services()) {
            state.find("services", route.namespace(), name).ifPresent(service -> workloads.addAll(behind(service)));
        }
        SortedSet<String> hosts = new TreeSet<>();
        Routes.hosts(route.object()).forEach(host -> hosts.add(String.valueOf(host)));
        if (hosts.isEmpty()) {
            hosts.add(ANY_HOST);
        }
        add(hosts, route, new ArrayList<>(workloads));
    }

    private void add(SortedSet<String> addresses, Item via, List<Holder> workloads) {
        addresses.forEach(address -> all.add(new Exposure(address, via.holder(), workloads)));
    }

    private List<Holder> behind(Item service) {
        JsonNode selector = service.object().path("spec").path("selector");
        List<Holder> found = new ArrayList<>();
        for (Unit unit : units.all()) {
            boolean selected = !selector.isEmpty()
                    && unit.root().namespace().equals(service.namespace())
                    && unit.podsOrTemplate().stream().anyMatch(pod -> Labels.match(selector, pod.object()));
            if (selected) {
                found.add(unit.root().holder());
            }
        }
        return found;
    }

    /** Names of the services that a route leads to. */
    private record Backends(Item route) {

        SortedSet<String> services() {
            JsonNode spec = route.object().path("spec");
            SortedSet<String> names = new TreeSet<>();
            names.add(Nodes.text(spec.path("defaultBackend").path("service").path("name")));
            for (JsonNode rule : spec.path("rules")) {
                names.addAll(Nodes.texts(
                        rule.path("http").path("paths"),
                        path -> path.path("backend").path("service").path("name")));
                names.addAll(Nodes.texts(rule.path("backendRefs"), backend -> backend.path("name")));
            }
            names.remove("");
            return names;
        }
    }
}
