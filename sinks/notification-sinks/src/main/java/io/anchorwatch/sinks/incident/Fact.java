// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.incident;

/**
 * One line of what is known beside the sentence, called the same in every message.
 *
 * @param label such as {@code Seen}; ours
 * @param text clean and bounded, not yet escaped
 */
public record Fact(String label, String text) {}
