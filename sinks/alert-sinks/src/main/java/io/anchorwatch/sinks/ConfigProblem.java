// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

/**
 * One thing wrong with a configuration.
 *
 * @param field the field of the record it is about, such as {@code url} or {@code secrets[1]}
 * @param message what is wrong and what to do, without any secret
 */
public record ConfigProblem(String field, String message) {}
