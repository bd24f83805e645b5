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

/** Problems by component, in order of name; a component without an entry is well. */
record HealthReport(Map<String, Optional<String>> components) {

    /** Asks every check. One that fails or takes longer than {@code wait} counts as a problem of its component. */
    static HealthReport of(Map<String, HealthCheck> checks, ExecutorService askers, Duration wait)
            throws InterruptedException {
        Map<String, Future<Optional<String>>> asked = new TreeMap<>();
        checks.forEach((name, check) -> asked.put(name, askers.submit(check::problem)));
        Map<String, Optional<String>> components = new LinkedHashMap<>();
        for (Map.Entry<String, Future<Optional<String>>> answer : asked.entrySet()) {
            components.put(answer.getKey(), await(answer.getValue(), wait));
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
        return components.values().stream().allMatch(Optional::isEmpty);
    }

    /** As JSON objects: {@code {"status": …, "components": {name: {"status": …, "reason": …}}}}. */
    Map<String, Object> toJson() {
        Map<String, Object> byName = new LinkedHashMap<>();
        components.forEach((name, problem) -> byName.put(
                name,
                problem.<Map<String, String>>map(reason -> Map.of("status", "failing", "reason", reason))
                        .orElse(Map.of("status", "ok"))));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", healthy() ? "ok" : "failing");
        json.put("components", byName);
        return json;
    }
}
