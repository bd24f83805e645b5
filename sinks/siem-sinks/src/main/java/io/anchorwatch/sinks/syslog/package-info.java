// SPDX-License-Identifier: Apache-2.0
/** Syslog after RFC 5424, over TCP, TLS or RELP. */
@NullMarked
package io.anchorwatch.sinks.syslog;

import org.jspecify.annotations.NullMarked;
