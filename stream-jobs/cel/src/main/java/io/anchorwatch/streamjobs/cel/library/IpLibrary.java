// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import org.jspecify.annotations.Nullable;

/** {@code ip}, {@code isIP}, {@code ip.isCanonical} and what addresses can tell. */
final class IpLibrary {

    static final CelType TYPE = OpaqueType.create("net.IP");

    private static final Class<IpAddress> SELF = IpAddress.class;

    private IpLibrary() {}

    static Functions functions() {
        return new Functions()
                .global("ip", "string_to_ip", TYPE, SimpleType.STRING, String.class, IpLibrary::parse)
                .global(
                        "isIP",
                        "is_ip",
                        SimpleType.BOOL,
                        SimpleType.STRING,
                        String.class,
                        text -> IpAddress.parse(text) != null)
                .global(
                        "ip.isCanonical",
                        "ip_is_canonical",
                        SimpleType.BOOL,
                        SimpleType.STRING,
                        String.class,
                        text -> parse(text).toString().equals(text))
                .global("string", "ip_to_string", SimpleType.STRING, TYPE, SELF, IpAddress::toString)
                .member("family", "ip_family", SimpleType.INT, TYPE, SELF, ip -> (long) ip.family())
                .member(
                        "isUnspecified",
                        "ip_is_unspecified",
                        SimpleType.BOOL,
                        TYPE,
                        SELF,
                        ip -> ip.address().isAnyLocalAddress())
                .member(
                        "isLoopback",
                        "ip_is_loopback",
                        SimpleType.BOOL,
                        TYPE,
                        SELF,
                        ip -> ip.address().isLoopbackAddress())
                .member(
                        "isLinkLocalMulticast",
                        "ip_is_link_local_multicast",
                        SimpleType.BOOL,
                        TYPE,
                        SELF,
                        IpAddress::isLinkLocalMulticast)
                .member(
                        "isLinkLocalUnicast",
                        "ip_is_link_local_unicast",
                        SimpleType.BOOL,
                        TYPE,
                        SELF,
                        ip -> ip.address().isLinkLocalAddress())
                .member(
                        "isGlobalUnicast",
                        "ip_is_global_unicast",
                        SimpleType.BOOL,
                        TYPE,
                        SELF,
                        IpAddress::isGlobalUnicast);
    }

    static IpAddress parse(String text) {
        @Nullable IpAddress ip = IpAddress.parse(text);
        if (ip == null) {
            throw Failure.of("not an IP address");
        }
        return ip;
    }
}
