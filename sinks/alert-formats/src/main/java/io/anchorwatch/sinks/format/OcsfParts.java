// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of a finding that tell who, from where and what. */
final class OcsfParts {

    private static final int USER = 1;
    private static final int SYSTEM = 3;
    private static final int SERVICE = 4;

    private OcsfParts() {}

    /** One, for all of the alert: the request that made the rule fire, and what the rule saw in it. */
    static void evidences(JsonDoc doc, Alert alert) throws IOException {
        boolean none = alert.actor().name().isEmpty()
                && alert.verb().isEmpty()
                && alert.client().address().isEmpty()
                && alert.actor().impersonating().isEmpty()
                && alert.target().uri().isEmpty()
                && alert.changes().isEmpty()
                && Evidences.matched(alert).isEmpty();
        doc.objects("evidences", none ? List.<Alert>of() : List.of(alert), 1, each -> {
            doc.object("actor", actor -> actor.object("user", user -> user(user, each.actor())));
            doc.object("user", user -> user.text("name", each.actor().impersonating()));
            api(doc, each);
            endpoint(doc, each.client().address());
            request(doc, each);
            doc.object("data", data -> {
                Evidences.changes(data, each);
                Evidences.matched(data, each);
            });
        });
    }

    private static void user(JsonDoc user, Alert.Actor actor) throws IOException {
        if (actor.name().isEmpty()) {
            return;
        }
        user.text("name", actor.name());
        switch (actor.kind()) {
            case "human" -> type(user, USER, "User");
            case "serviceaccount" -> type(user, SERVICE, "Service");
            case "node", "control-plane" -> type(user, SYSTEM, "System");
            default -> type(user, 0, "Unknown");
        }
        List<String> groups =
                actor.groups().stream().filter(group -> !group.isEmpty()).toList();
        user.objects("groups", groups, Evidences.LIST, group -> user.text("name", group));
    }

    private static void type(JsonDoc user, int id, String caption) throws IOException {
        user.number("type_id", id);
        user.text("type", caption);
    }

    private static void api(JsonDoc doc, Alert alert) throws IOException {
        if (alert.verb().isEmpty()) {
            return;
        }
        doc.object("api", api -> {
            api.text("operation", alert.verb());
            api.object("group", group -> group.text("name", alert.target().apiGroup()));
            api.object("service", service -> service.text("name", "kube-apiserver"));
            api.object("request", request -> request.text("uid", Evidences.auditId(alert)));
            api.object("response", response -> {
                if (alert.outcome().code() != 0) {
                    response.number("code", alert.outcome().code());
                }
                response.text("message", alert.outcome().reason());
            });
        });
    }

    private static void endpoint(JsonDoc doc, String address) throws IOException {
        doc.object("src_endpoint", source -> source.text(IpText.isIp(address) ? "ip" : "name", address));
    }

    private static void request(JsonDoc doc, Alert alert) throws IOException {
        List<String> claimed =
                alert.client().claimed().stream().filter(IpText::isIp).toList();
        // Beside the request, not in it: a request alone is no evidence to OCSF, a URL is.
        doc.object("url", url -> {
            url.text("url_string", alert.target().uri());
            url.text("path", Evidences.path(alert.target().uri()));
        });
        doc.object("http_request", request -> {
            request.text("user_agent", alert.client().userAgent());
            request.texts("x_forwarded_for", claimed, Evidences.LIST);
        });
    }

    /** The object, where there is one, and the cluster. */
    static void resources(JsonDoc doc, Alert alert) throws IOException {
        Alert.Target target = alert.target();
        String kind =
                target.subresource().isEmpty() ? target.resource() : target.resource() + "/" + target.subresource();
        List<Resource> resources = new ArrayList<>();
        if (!target.name().isEmpty()) {
            resources.add(new Resource(target.name(), target.namespace(), kind));
        } else if (!kind.isEmpty()) {
            resources.add(new Resource(kind, target.namespace(), kind));
        }
        if (!alert.cluster().isEmpty()) {
            resources.add(new Resource(alert.cluster(), "", "kubernetes cluster"));
        }
        doc.objects("resources", resources, 2, resource -> {
            doc.text("name", resource.name());
            doc.text("namespace", resource.namespace());
            doc.text("type", resource.type());
        });
    }

    private record Resource(String name, String namespace, String type) {}

    private record Observable(String name, int typeId, String type, String value) {}

    /** What an analyst searches for, each value once, named by where it stands. */
    static void observables(JsonDoc doc, Alert alert) throws IOException {
        Map<String, Observable> observables = new LinkedHashMap<>();
        user(observables, "evidences.actor.user.name", alert.actor().name());
        user(observables, "evidences.user.name", alert.actor().impersonating());
        user(observables, "unmapped.on_behalf_of", alert.actor().onBehalfOf());
        address(observables, "evidences.src_endpoint.ip", alert.client().address());
        alert.client()
                .claimed()
                .forEach(claimed -> address(observables, "evidences.http_request.x_forwarded_for", claimed));
        String agent = alert.client().userAgent();
        put(observables, new Observable("evidences.http_request.user_agent", 16, "HTTP User-Agent", agent));
        put(
                observables,
                new Observable(
                        "resources.name", 38, "Resource Name", alert.target().name()));
        doc.objects("observables", List.copyOf(observables.values()), Evidences.LIST, observable -> {
            doc.text("name", observable.name());
            doc.number("type_id", observable.typeId());
            doc.text("type", observable.type());
            doc.text("value", observable.value());
        });
    }

    private static void user(Map<String, Observable> observables, String name, String value) {
        put(observables, new Observable(name, 4, "User Name", value));
    }

    private static void address(Map<String, Observable> observables, String name, String value) {
        if (IpText.isIp(value)) {
            put(observables, new Observable(name, 2, "IP Address", value));
        }
    }

    private static void put(Map<String, Observable> observables, Observable observable) {
        if (!observable.value().isEmpty()) {
            observables.putIfAbsent(observable.typeId() + observable.value(), observable);
        }
    }

    static void unmapped(JsonDoc doc, Alert alert) throws IOException {
        doc.text("alert_id", alert.id());
        doc.text("cluster", alert.cluster());
        doc.number("revision", alert.episode().revision());
        doc.text("supersedes", alert.episode().supersedes());
        doc.text("actor_kind", alert.actor().kind());
        doc.text("on_behalf_of", alert.actor().onBehalfOf());
        doc.text("outcome", alert.outcome().result());
        doc.texts("claimed_addresses", alert.client().claimed(), Evidences.LIST);
        doc.text("rule_hash", alert.rule().logicHash());
        doc.text("rule_set", alert.rule().ruleSet());
        doc.texts("attack", alert.rule().attack(), Evidences.LIST);
        Evidences.correlation(doc, alert.correlation());
    }
}
