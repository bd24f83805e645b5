// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An IP network in CIDR notation (RFC 4632, RFC 4291). */
public final class Network {

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F]*:[0-9a-fA-F:.]*");

    private final byte[] address;
    private final int prefix;

    private Network(byte[] address, int prefix) {
        this.address = address;
        this.prefix = prefix;
    }

    /** Parses {@code 10.0.0.0/8} or {@code fd00::/8}; a bare address is a network of one. Empty if it is neither. */
    public static Optional<Network> parse(String cidr) {
        int slash = cidr.indexOf('/');
        byte @Nullable [] address = bytes(slash < 0 ? cidr : cidr.substring(0, slash));
        if (address == null) {
            return Optional.empty();
        }
        String length = slash < 0 ? Integer.toString(address.length * 8) : cidr.substring(slash + 1);
        if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > address.length * 8) {
            return Optional.empty();
        }
        return Optional.of(new Network(address, Integer.parseInt(length)));
    }

    /** Whether it is a network of IPv4. */
    public boolean isVersion4() {
        return address.length == 4;
    }

    /** How many bits are the network's. */
    public int prefix() {
        return prefix;
    }

    /** As people write it. */
    public String cidr() {
        try {
            return InetAddress.getByAddress(address).getHostAddress() + "/" + prefix;
        } catch (UnknownHostException wrongLength) {
            throw new IllegalStateException(wrongLength);
        }
    }

    /** The address that the network was written with, when it is one of IPv4. */
    public int version4() {
        return ByteBuffer.wrap(address).getInt();
    }

    /** {@code text} as an IPv4 address, also when it is mapped into IPv6; -1 when it is none. */
    public static long version4(String text) {
        long dotted = dotted(text);
        if (dotted >= 0 || text.indexOf(':') < 0) {
            return dotted;
        }
        byte @Nullable [] other = bytes(text);
        return other == null || other.length != 4
                ? -1
                : Integer.toUnsignedLong(ByteBuffer.wrap(other).getInt());
    }

    /** Four numbers without leading zeros, as {@link #V4} has them, with nothing copied. */
    private static long dotted(String text) {
        long address = 0;
        int parts = 0;
        int value = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? '.' : text.charAt(i);
            if (c == '.') {
                if (value < 0 || ++parts > 4) {
                    return -1;
                }
                address = (address << 8) | value;
                value = -1;
            } else if (c < '0' || c > '9' || value == 0) {
                return -1;
            } else {
                value = Math.max(value, 0) * 10 + (c - '0');
                if (value > 255) {
                    return -1;
                }
            }
        }
        return parts == 4 ? address : -1;
    }

    /** Whether {@code text} is an address in this network; IPv4-mapped IPv6 counts as IPv4. */
    public boolean contains(String text) {
        long dotted = dotted(text);
        if (dotted >= 0) {
            return address.length == 4 && (prefix == 0 || (version4() ^ (int) dotted) >>> (32 - prefix) == 0);
        }
        byte @Nullable [] other = bytes(text);
        if (other == null || other.length != address.length) {
            return false;
        }
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) {
            if (other[i] != address[i]) {
                return false;
            }
        }
        int rest = prefix % 8;
        return rest == 0 || (other[whole] & 0xff) >> (8 - rest) == (address[whole] & 0xff) >> (8 - rest);
    }

    private static byte @Nullable [] bytes(String text) {
        // Only literals: InetAddress would ask the DNS for anything else, 256.1.1.1 included, and the text is the
        // attacker's.
        if (text.length() > 45
                || !(V4.matcher(text).matches() || V6.matcher(text).matches())) {
            return null;
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException noAddress) {
            return null;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Network that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(address) + "/" + prefix;
    }
}
