// SPDX-License-Identifier: Apache-2.0
/**
 * The CEL libraries that Kubernetes adds to CEL, with the overloads and results of an API server.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/">Common Expression Language in Kubernetes</a>
 */
@NullMarked
package io.anchorwatch.streamjobs.cel.library;

import org.jspecify.annotations.NullMarked;
