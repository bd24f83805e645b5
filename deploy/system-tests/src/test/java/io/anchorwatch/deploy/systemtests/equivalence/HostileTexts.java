// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import java.util.List;
import java.util.SplittableRandom;

/** Texts that a client chooses, some of them to break what reads them. */
final class HostileTexts {

    private static final List<String> TEXTS = List.of(
            "a\nb",
            "\u0000",
            "\ud800",
            "\ud801x",
            "\u202egnp.exe",
            "\u001b[2J",
            "\"},{\"",
            "${jndi:x}",
            "../../x",
            "é/ü ß\u0130",
            "x".repeat(400),
            "x".repeat(399) + "y",
            "");

    private HostileTexts() {}

    /** Mostly the friendly text. */
    static String or(String friendly, SplittableRandom random) {
        return random.nextInt(12) == 0 ? TEXTS.get(random.nextInt(TEXTS.size())) : friendly;
    }
}
