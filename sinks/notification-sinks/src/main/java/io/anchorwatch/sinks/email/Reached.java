// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

import jakarta.mail.Address;
import jakarta.mail.internet.InternetAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who has a mail already of which others are still to get it, so that a further try is not sent to all: of the 1,000 mails
 * begun last, in memory only.
 */
final class Reached {

    private static final int MOST = 1000;

    private final Map<String, Set<Address>> byMail = new LinkedHashMap<>();

    void add(String mail, List<Address> addresses) {
        if (!byMail.containsKey(mail) && byMail.size() >= MOST) {
            byMail.remove(byMail.keySet().iterator().next());
        }
        byMail.computeIfAbsent(mail, id -> new HashSet<>()).addAll(addresses);
    }

    /** Those of {@code all} that do not have it. */
    List<InternetAddress> without(String mail, List<InternetAddress> all) {
        Set<Address> have = byMail.getOrDefault(mail, Set.of());
        return all.stream().filter(address -> !have.contains(address)).toList();
    }

    void forget(String mail) {
        byMail.remove(mail);
    }
}
