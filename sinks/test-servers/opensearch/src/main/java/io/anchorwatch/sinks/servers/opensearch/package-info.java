// SPDX-License-Identifier: Apache-2.0
/** The process of a real server for tests. */
@NullMarked
package io.anchorwatch.sinks.servers.opensearch;

import org.jspecify.annotations.NullMarked;
