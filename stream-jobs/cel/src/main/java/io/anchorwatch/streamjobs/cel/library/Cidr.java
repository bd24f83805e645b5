// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A network; its address may have bits set past the prefix, see {@link #masked}. */
record Cidr(IpAddress ip, int prefix) {

    private static final Pattern SHAPE = Pattern.compile("([^/]{2,45})/(0|[1-9][0-9]{0,2})");

    static @Nullable Cidr parse(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        @Nullable IpAddress ip = IpAddress.parse(parts.group(1));
        int prefix = Integer.parseInt(parts.group(2));
        return ip == null || prefix > ip.bits() ? null : new Cidr(ip, prefix);
    }

    boolean contains(IpAddress other) {
        return other.family() == ip.family() && mask(other).equals(mask(ip));
    }

    boolean contains(Cidr other) {
        return prefix <= other.prefix && contains(other.ip);
    }

    Cidr masked() {
        return new Cidr(mask(ip), prefix);
    }

    private IpAddress mask(IpAddress from) {
        byte[] bytes = from.address().getAddress();
        for (int bit = prefix; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        try {
            return new IpAddress(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("4 or 16 bytes are an address", impossible);
        }
    }

    @Override
    public String toString() {
        return InetAddresses.toAddrString(ip.address()) + "/" + prefix;
    }
}
