// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Host name to addresses. */
@FunctionalInterface
public interface Resolver {

    /** What the operating system answers. */
    Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** All addresses of the host, in order of preference. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
