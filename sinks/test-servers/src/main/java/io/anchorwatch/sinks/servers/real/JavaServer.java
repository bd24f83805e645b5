// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a server written in Java with a class path of its own, which its module wrote down when it was built. */
final class JavaServer {

    private static final String ROOT = "io/anchorwatch/sinks/servers/";

    private JavaServer() {}

    /** Starts {@code mainClass} of the module {@code name} with {@code arguments} and at most that heap. */
    static ServerProcess start(String name, String mainClass, int heapMegabytes, Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMegabytes + "m");
        // A short life: what the second compiler gains it does not live to see.
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Djava.io.tmpdir=" + folder);
        command.add("-cp");
        command.add(classPath(name));
        command.add("io.anchorwatch.sinks.servers." + name + "." + mainClass);
        command.addAll(arguments);
        return ServerProcess.start(name, folder, command);
    }

    private static String classPath(String name) {
        String resource = ROOT + name + "/classpath";
        URL url = JavaServer.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new ServerStartException(
                    "the class path of " + name + " is missing: build sinks/test-servers/" + name);
        }
        try (InputStream in = url.openStream()) {
            String others = new String(in.readAllBytes(), UTF_8).strip();
            return home(url, resource) + System.getProperty("path.separator") + others;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar or the folder of classes that holds the resource. */
    private static Path home(URL url, String resource) {
        String text = url.toString();
        String root = text.substring(0, text.length() - resource.length());
        String file = root.startsWith("jar:") ? root.substring("jar:".length(), root.length() - "!/".length()) : root;
        try {
            return Path.of(new URI(file));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
