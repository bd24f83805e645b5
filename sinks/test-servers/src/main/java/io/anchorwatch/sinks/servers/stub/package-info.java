// SPDX-License-Identifier: Apache-2.0
/** What every stand-in for a vendor's service is built on: a small HTTP server that can fail in every way a network can. */
@NullMarked
package io.anchorwatch.sinks.servers.stub;

import org.jspecify.annotations.NullMarked;
