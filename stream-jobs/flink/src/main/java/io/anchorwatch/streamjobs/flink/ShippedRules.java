// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the rules are that come with the job. */
final class ShippedRules {

    private static final String FOLDER = "anchorwatch/rules/catalogue";

    private ShippedRules() {}

    /** Their folder, in a jar or beside the classes; throws IOException when they are not there, says what to do. */
    static Path folder() throws IOException {
        @Nullable URL url = ShippedRules.class.getClassLoader().getResource(FOLDER + "/lists.yaml");
        if (url == null) {
            throw new IOException("the shipped rules are not in the jar; name rules with --rules or --bundle");
        }
        try {
            URI uri = url.toURI();
            if (uri.getScheme().equals("jar")) {
                mount(uri);
            }
            @Nullable Path folder = Path.of(uri).getParent();
            return folder == null ? Path.of(uri) : folder;
        } catch (URISyntaxException unreadable) {
            throw new IOException("the shipped rules can't be read: " + unreadable.getMessage(), unreadable);
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
