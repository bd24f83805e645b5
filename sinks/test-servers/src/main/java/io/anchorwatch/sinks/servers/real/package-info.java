// SPDX-License-Identifier: Apache-2.0
/** Real servers on the loopback interface, each with a folder of its own that goes when it is closed. */
@NullMarked
package io.anchorwatch.sinks.servers.real;

import org.jspecify.annotations.NullMarked;
