// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs programs that refuse to run as root: builds in containers do. User namespaces would do as well, but many
 * containers may not make one.
 */
final class UnprivilegedUser {

    private static final String NAME = "nobody";

    private UnprivilegedUser() {}

    static boolean needed() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The command as it is to be run. */
    static List<String> command(List<String> command) {
        if (!needed()) {
            return command;
        }
        List<String> all = new ArrayList<>(List.of("setpriv", "--reuid=" + NAME, "--regid=nogroup", "--clear-groups"));
        all.addAll(command);
        return all;
    }

    /** Gives the folder, and all in it, to the user of {@link #command}. */
    static void give(Path folder) throws IOException {
        if (!needed()) {
            return;
        }
        UserPrincipal user =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NAME);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.getFileAttributeView(path, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .setOwner(user);
            }
        }
    }
}
