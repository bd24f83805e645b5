// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An address, never looked up in DNS. Zones, IPv4-mapped IPv6 and leading zeros are none, as upstream. */
record IpAddress(InetAddress address) {

    private static final Pattern SHAPE = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    static @Nullable IpAddress parse(String text) {
        if (!SHAPE.matcher(text).matches() || !InetAddresses.isInetAddress(text)) {
            return null;
        }
        InetAddress address = InetAddresses.forString(text);
        boolean mapped = address instanceof Inet4Address && text.indexOf(':') >= 0;
        return mapped ? null : new IpAddress(address);
    }

    int family() {
        return address instanceof Inet4Address ? 4 : 6;
    }

    int bits() {
        return family() == 4 ? 32 : 128;
    }

    boolean isLinkLocalMulticast() {
        return address.isMulticastAddress() && address.isMCLinkLocal();
    }

    boolean isGlobalUnicast() {
        boolean broadcast = family() == 4 && toString().equals("255.255.255.255");
        return !broadcast
                && !address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && !address.isMulticastAddress()
                && !address.isLinkLocalAddress();
    }

    /** The one canonical text (RFC 5952). */
    @Override
    public String toString() {
        return InetAddresses.toAddrString(address);
    }
}
