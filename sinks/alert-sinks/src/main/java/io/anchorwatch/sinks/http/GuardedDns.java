// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.Dns;

/** Resolves a host and keeps the addresses that may be connected to. The client connects to these and asks no more. */
final class GuardedDns implements Dns {

    private final Resolver resolver;
    private final AddressPolicy policy;

    GuardedDns(Resolver resolver, AddressPolicy policy) {
        this.resolver = resolver;
        this.policy = policy;
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> good = new ArrayList<>();
        String refusal = "";
        for (InetAddress address : resolver.resolve(host)) {
            Optional<String> refused = policy.refusal(host, address);
            if (refused.isEmpty()) {
                good.add(address);
            } else {
                refusal = refused.get();
            }
        }
        if (good.isEmpty()) {
            throw refusal.isEmpty() ? new UnknownHostException(host) : new RefusedAddressException(refusal);
        }
        return good;
    }
}
