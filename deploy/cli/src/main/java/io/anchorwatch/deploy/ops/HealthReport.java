// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.ops;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How components are, in order of name. */
record HealthReport(Map<String, Component> components) {

    /**
     * A component.
     *
     * @param problem empty when it is well
     * @param required whether its problem is one of the whole
     */
    record Component(Optional<String> problem, boolean required) {

        Map<String, String> toJson() {
            return problem.<Map<String, String>>map(
                            reason -> Map.of("status", required ? "failing" : "degraded", "reason", reason))
                    .orElse(Map.of("status", "ok"));
        }
    }

    /** Asks every check. One that fails or takes longer than {@code wait} counts as a problem of its component. */
    static HealthReport of(Map<String, HealthCheck> checks, ExecutorService askers, Duration wait)
            throws InterruptedException {
        Map<String, Future<Optional<String>>> asked = new TreeMap<>();
        checks.forEach((name, check) -> asked.put(name, askers.submit(check::problem)));
        Map<String, Component> components = new LinkedHashMap<>();
        for (Map.Entry<String, Future<Optional<String>>> answer : asked.entrySet()) {
            HealthCheck check = checks.getOrDefault(answer.getKey(), Optional::empty);
            components.put(answer.getKey(), new Component(await(answer.getValue(), wait), check.required()));
        }
        return new HealthReport(components);
    }

    private static Optional<String> await(Future<Optional<String>> answer, Duration wait) throws InterruptedException {
        try {
            return answer.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return Optional.of("the check itself failed: " + e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Optional.of("no answer within " + wait.toMillis() + " ms");
        }
    }

    boolean healthy() {
        return components.values().stream().allMatch(each -> each.problem().isEmpty() || !each.required());
    }

    private String status() {
        if (!healthy()) {
            return "failing";
        }
        return components.values().stream().allMatch(each -> each.problem().isEmpty()) ? "ok" : "degraded";
    }

    /** As JSON objects: {@code {"status": …, "components": {name: {"status": …, "reason": …}}}}. */
    Map<String, Object> toJson() {
        Map<String, Object> byName = new LinkedHashMap<>();
        components.forEach((name, component) -> byName.put(name, component.toJson()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", status());
        json.put("components", byName);
        return json;
    }
}
