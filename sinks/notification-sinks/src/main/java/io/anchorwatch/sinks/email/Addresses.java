// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;

/** Mail addresses out of a configuration. */
final class Addresses {

    private Addresses() {}

    /** One strict address, its name apart all ASCII: not every server takes others. */
    static Optional<InternetAddress> parse(String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            return Optional.empty();
        }
        try {
            InternetAddress[] all = InternetAddress.parse(text, true);
            if (all.length != 1 || all[0].isGroup()) {
                return Optional.empty();
            }
            InternetAddress one = all[0];
            one.validate();
            boolean plain = one.getAddress().chars().allMatch(c -> c > ' ' && c < 0x7f);
            return plain && one.getAddress().contains("@") ? Optional.of(one) : Optional.empty();
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    /** One of a configuration that was checked. */
    static InternetAddress checked(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("the address was not checked"));
    }
}
