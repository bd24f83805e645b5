// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import io.anchorwatch.sinks.servers.stub.TcpFront;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Settings of sinks for targets on this machine. */
final class Loopback {

    private Loopback() {}

    /** Of a sink that speaks HTTP to a URL. */
    static List<String> http(String type, URI url, String... more) {
        List<String> lines = new ArrayList<>(plainHttp(type, more));
        lines.add("url: " + url);
        return lines;
    }

    /** Of a sink that speaks HTTP, without where to. */
    static List<String> plainHttp(String type, String... more) {
        List<String> lines = new ArrayList<>(List.of(
                "type: " + type,
                "allowPlainHttp: true",
                "allowedCidrs: [127.0.0.0/8]",
                "connectTimeout: 2s",
                "totalTimeout: 10s"));
        lines.addAll(List.of(more));
        return lines;
    }

    static URI url(TcpFront front) {
        return URI.create("http://127.0.0.1:" + front.port());
    }

    /** A reference to a secret in a file of its own. */
    static String secret(Path folder, String name, String value) {
        Path file = folder.resolve(name);
        try {
            Files.writeString(file, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "\"${file:" + file + "}\"";
    }
}
