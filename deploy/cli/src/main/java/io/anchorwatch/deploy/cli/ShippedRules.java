// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the rules are that come with the program. */
public final class ShippedRules {

    private static final String FOLDER = "anchorwatch/rules/catalogue";

    private ShippedRules() {}

    /** Their folder, in a jar or beside the classes. */
    public static Path folder() {
        @Nullable URL url = ShippedRules.class.getClassLoader().getResource(FOLDER + "/lists.yaml");
        if (url == null) {
            throw CliException.environment(
                    "the shipped rules are not on the class path", "install again, or name rules with --rules");
        }
        try {
            URI uri = url.toURI();
            if (uri.getScheme().equals("jar")) {
                mount(uri);
            }
            @Nullable Path folder = Path.of(uri).getParent();
            return folder == null ? Path.of(uri) : folder;
        } catch (IOException | URISyntaxException unreadable) {
            throw CliException.environment(
                    "the shipped rules can't be read: " + unreadable.getMessage(), "install again");
        }
    }

    /** A jar's entries are paths only while its file system is open; it stays so for the life of the process. */
    private static void mount(URI uri) throws IOException {
        try {
            FileSystems.newFileSystem(uri, Map.of());
        } catch (FileSystemAlreadyExistsException mounted) {
            return;
        }
    }
}
