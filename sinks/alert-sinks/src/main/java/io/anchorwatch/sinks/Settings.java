// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of one sink as a user wrote them. Whoever reads asks for each key it knows, with what counts when it is absent;
 * the rest is refused as unknown, and what was read can be printed, secrets as {@code ***}. A value that cannot be used is
 * noted with the place where it stands, and read as absent.
 */
public interface Settings {

    /** Whether the key is there. */
    boolean has(String key);

    /** A text that must be there; {@code example} shows what one looks like. */
    String required(String key, String example);

    String text(String key, String otherwise);

    Optional<String> optional(String key);

    List<String> texts(String key);

    /** Texts by keys that the user chooses. */
    Map<String, String> textsByName(String key);

    boolean flag(String key, boolean otherwise);

    /** A whole number within bounds, both included. */
    int number(String key, int otherwise, int least, int most);

    /** A size in bytes, from 1 to {@code most}. */
    long bytes(String key, long otherwise, long most);

    Duration span(String key, Duration otherwise);

    /** One of the names of a map. */
    <T> T choice(String key, Map<String, T> choices, T otherwise);

    /** A file or folder; a relative one starts at the folder of the configuration. */
    Optional<Path> file(String key);

    /** A URL that must be there; it may itself be a secret, and is printed as its origin only. */
    URI url(String key, String example);

    /** A URL that must be there and is a secret as a whole, by reference. */
    URI secretUrl(String key, String example);

    /** Several URLs, at least one; as {@link #url}. */
    List<URI> urls(String key, String example);

    /** A secret that must be there, by reference. */
    Secret secret(String key);

    Optional<Secret> optionalSecret(String key);

    List<Secret> secrets(String key);

    /** Secrets by keys that the user chooses. */
    Map<String, Secret> secretsByName(String key);

    /** A mapping below; an empty one when it is absent. */
    Settings section(String key);

    /** Notes what is wrong with a key's value. */
    void problem(String key, String message);
}
