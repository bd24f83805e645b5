// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

/**
 * How a sink does, for readiness.
 *
 * @param sink its name
 * @param ok whether alerts flow as far as is known
 * @param reason one line for an operator when they do not, else {@code ok}
 */
public record SinkHealth(String sink, boolean ok, String reason) {

    static SinkHealth good(String sink) {
        return new SinkHealth(sink, true, "ok");
    }
}
