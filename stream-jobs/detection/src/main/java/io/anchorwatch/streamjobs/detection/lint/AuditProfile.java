// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster's audit log can show: the policy it is recorded by, and what is lost on the way to here. Those of
 * providers were written from their documentation, and compared with no running service.
 *
 * @param name for people
 * @param documentation where that is written; empty for a policy of one's own
 * @param read when that was read, as year and month; empty for a policy of one's own
 * @param notes what to know of it, a sentence each
 */
public record AuditProfile(
        String name, String documentation, String read, List<String> notes, AuditPolicy policy, Fields fields) {

    /** Providers with a profile. */
    public static final List<String> PROVIDERS =
            List.of("eks", "gke", "gke-data-access", "aks", "aks-admin", "openshift");

    public AuditProfile {
        notes = List.copyOf(notes);
    }

    /** Fields that are not told. */
    public static final class Fields {

        private final List<Untold> untold;

        Fields(List<Untold> untold) {
            this.untold = List.copyOf(untold);
        }

        List<Untold> untold() {
            return untold;
        }
    }

    /** A cluster whose events come here whole. */
    public static AuditProfile of(String name, AuditPolicy policy) {
        return new AuditProfile(name, "", "", List.of(), policy, new Fields(List.of()));
    }

    /**
     * The profile of a provider.
     *
     * @throws IllegalArgumentException when it is none of {@link #PROVIDERS}
     */
    public static AuditProfile ofProvider(String provider) {
        if (!PROVIDERS.contains(provider)) {
            throw new IllegalArgumentException("no such provider: " + provider);
        }
        return ProfileReader.read(provider, text(provider));
    }

    static String text(String provider) {
        try (@Nullable InputStream in = AuditProfile.class.getResourceAsStream("profiles/" + provider + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("the profile is not on the class path: " + provider);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("the profile can't be read: " + provider, unreadable);
        }
    }
}
