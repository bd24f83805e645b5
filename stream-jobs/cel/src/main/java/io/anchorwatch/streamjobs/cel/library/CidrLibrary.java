// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code cidr}, {@code isCIDR} and what networks contain. */
final class CidrLibrary {

    private static final CelType TYPE = OpaqueType.create("net.CIDR");
    private static final List<CelType> WITH_TEXT = List.of(TYPE, SimpleType.STRING);
    private static final Class<Cidr> SELF = Cidr.class;

    private CidrLibrary() {}

    static Functions functions() {
        return new Functions()
                .global("cidr", "string_to_cidr", TYPE, SimpleType.STRING, String.class, CidrLibrary::parse)
                .global(
                        "isCIDR",
                        "is_cidr",
                        SimpleType.BOOL,
                        SimpleType.STRING,
                        String.class,
                        text -> Cidr.parse(text) != null)
                .global("string", "cidr_to_string", SimpleType.STRING, TYPE, SELF, Cidr::toString)
                .member(
                        "containsIP",
                        "cidr_contains_ip_string",
                        SimpleType.BOOL,
                        WITH_TEXT,
                        SELF,
                        String.class,
                        (cidr, text) -> cidr.contains(IpLibrary.parse(text)))
                .member(
                        "containsIP",
                        "cidr_contains_ip_ip",
                        SimpleType.BOOL,
                        List.of(TYPE, IpLibrary.TYPE),
                        SELF,
                        IpAddress.class,
                        Cidr::contains)
                .member(
                        "containsCIDR",
                        "cidr_contains_cidr_string",
                        SimpleType.BOOL,
                        WITH_TEXT,
                        SELF,
                        String.class,
                        (cidr, text) -> cidr.contains(parse(text)))
                .member(
                        "containsCIDR",
                        "cidr_contains_cidr",
                        SimpleType.BOOL,
                        List.of(TYPE, TYPE),
                        SELF,
                        SELF,
                        Cidr::contains)
                .member("ip", "cidr_ip", IpLibrary.TYPE, TYPE, SELF, Cidr::ip)
                .member("prefixLength", "cidr_prefix_length", SimpleType.INT, TYPE, SELF, cidr -> (long) cidr.prefix())
                .member("masked", "cidr_masked", TYPE, TYPE, SELF, Cidr::masked);
    }

    private static Cidr parse(String text) {
        @Nullable Cidr cidr = Cidr.parse(text);
        if (cidr == null) {
            throw Failure.of("not a network in CIDR notation");
        }
        return cidr;
    }
}
