// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files that ship with the sinks. */
public final class Resources {

    private Resources() {}

    /** A file of the class path, by its absolute name. */
    public static byte[] bytes(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    /** As {@link #bytes}, as text. */
    public static String text(String name) {
        return new String(bytes(name), UTF_8);
    }
}
