// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.http;

import io.anchorwatch.sinks.ConfigChecks;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which addresses a sink may connect to: public ones, and those that the operator names.
 *
 * <p>A name in a configuration may point anywhere, now or later. Refused are loopback, private, link-local, shared and
 * reserved networks, multicast, and every IPv6 form that carries such an IPv4 address, after the registries of special
 * purpose addresses. The metadata services of clouds, which hand out credentials, are refused unless named exactly: no
 * wider block and no host name opens them.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6</a>
 */
public final class AddressPolicy {

    private static final List<Cidr> METADATA = blocks(
            "169.254.169.254",
            "169.254.170.2",
            "169.254.170.23",
            "100.100.100.200",
            "168.63.129.16",
            "192.0.0.192",
            "fd00:ec2::254",
            "fd00:ec2::23",
            "fd20:ce::254");
    private static final List<Cidr> REFUSED = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8");
    private static final Cidr NAT64 = Cidr.of("64:ff9b::/96");
    private static final Cidr SIX_TO_FOUR = Cidr.of("2002::/16");

    private final List<String> allowedHosts;
    private final List<Cidr> allowedBlocks;

    /**
     * A policy with exceptions.
     *
     * @param allowedHosts host names, as in the URL, that may resolve to a private address
     * @param allowedCidrs blocks that may be connected to; what is none opens nothing
     */
    public AddressPolicy(List<String> allowedHosts, List<String> allowedCidrs) {
        this.allowedHosts =
                allowedHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        this.allowedBlocks =
                allowedCidrs.stream().map(Cidr::parse).flatMap(Optional::stream).toList();
    }

    /** Adds which of {@code allowedCidrs} are none. */
    public static ConfigChecks check(ConfigChecks checks, List<String> allowedCidrs) {
        for (int i = 0; i < allowedCidrs.size(); i++) {
            checks.require(
                    Cidr.parse(allowedCidrs.get(i)).isPresent(),
                    "allowedCidrs[" + i + "]",
                    "is no address block such as 10.1.0.0/16");
        }
        return checks;
    }

    /** Why the address may not be connected to for that host; empty when it may. */
    public Optional<String> refusal(String host, InetAddress address) {
        InetAddress effective = embedded(address);
        if (any(METADATA, effective)) {
            boolean named = allowedBlocks.stream().anyMatch(block -> block.isOneAddress() && block.contains(effective));
            return named ? Optional.empty() : refused(effective, "a cloud's metadata service");
        }
        if (!any(REFUSED, effective)
                || any(allowedBlocks, effective)
                || allowedHosts.contains(host.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        return refused(effective, "not a public address; if it is meant, name it in allowedHosts or allowedCidrs");
    }

    private static Optional<String> refused(InetAddress address, String why) {
        return Optional.of("refuses to connect to " + address.getHostAddress() + ": " + why);
    }

    /** The IPv4 address inside an IPv6 one, which is where the packets would end up; else the address itself. */
    private static InetAddress embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (NAT64.contains(address) || isMapped(bytes)) {
            return ipv4(bytes, 12, address);
        }
        return SIX_TO_FOUR.contains(address) ? ipv4(bytes, 2, address) : address;
    }

    private static boolean isMapped(byte[] bytes) {
        return bytes.length == 16
                && bytes[10] == -1
                && bytes[11] == -1
                && Arrays.equals(Arrays.copyOf(bytes, 10), new byte[10]);
    }

    private static InetAddress ipv4(byte[] bytes, int from, InetAddress fallback) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            // Four bytes are always an address.
            return fallback;
        }
    }

    private static boolean any(List<Cidr> blocks, InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    private static List<Cidr> blocks(String... texts) {
        return Arrays.stream(texts).map(Cidr::of).toList();
    }
}
