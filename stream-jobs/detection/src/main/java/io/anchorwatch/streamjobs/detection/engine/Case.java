// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import org.jspecify.annotations.Nullable;

/**
 * An event that waits for its judgement: what can be said of it without knowing what came before, so that this much can be
 * found out on any thread. Made by {@link Detector#open}, judged once by {@link Detector#judge(Case, RequestLog, Scratch)}.
 */
public final class Case {

    private final String unreadable;
    private final @Nullable Opened opened;

    /**
     * The event, and what stands behind an alert on it.
     *
     * @param verdict which rules it meets if its audit id was not used before
     * @param whole what is told if none of these rules has fired for the request before
     */
    record Opened(
            HitTeller.Origin origin,
            long timeMs,
            byte[] json,
            AuditView event,
            Program.@Nullable Verdict verdict,
            Judgement.@Nullable Evaluated whole) {}

    private Case(String unreadable, @Nullable Opened opened) {
        this.unreadable = unreadable;
        this.opened = opened;
    }

    static Case of(Opened opened) {
        return new Case("", opened);
    }

    static Case unreadable(String reason) {
        return new Case(reason, null);
    }

    /** Why it can't be read; empty when it can. */
    String unreadable() {
        return unreadable;
    }

    @Nullable
    Opened opened() {
        return opened;
    }
}
