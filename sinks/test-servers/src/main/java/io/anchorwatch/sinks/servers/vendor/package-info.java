// SPDX-License-Identifier: Apache-2.0
/**
 * Strict stand-ins for services that cannot be had for tests. They were written from the vendors' documentation and were
 * never compared with the services.
 */
@NullMarked
package io.anchorwatch.sinks.servers.vendor;

import org.jspecify.annotations.NullMarked;
