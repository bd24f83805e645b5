// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.webhook;

/**
 * How alerts are put into HTTP messages.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">binding</a>
 */
public enum WebhookMode {
    /** One alert a request; the body is the alert, its attributes are {@code ce-} headers. */
    BINARY,
    /** One alert a request, as {@code application/cloudevents+json}. */
    STRUCTURED,
    /** Many alerts a request, as {@code application/cloudevents-batch+json}. */
    BATCH
}
