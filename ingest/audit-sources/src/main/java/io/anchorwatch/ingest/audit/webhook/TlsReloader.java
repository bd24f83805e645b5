// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The TLS side of the connector, renewed when its files change. New connections get the new certificate. */
final class TlsReloader {

    private static final Logger LOG = LoggerFactory.getLogger(TlsReloader.class);

    private final TlsFiles files;
    private final SslContextFactory.Server factory;
    private String loaded;

    private TlsReloader(TlsFiles files, SslContextFactory.Server factory, String loaded) {
        this.files = files;
        this.factory = factory;
        this.loaded = loaded;
    }

    /** Reads the files; {@code certificateNeeded} when callers have nothing else to show. */
    static TlsReloader load(TlsFiles files, boolean certificateNeeded) throws IOException, GeneralSecurityException {
        String stamps = stamps(files);
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        if (files.clientCa().isPresent()) {
            factory.setNeedClientAuth(certificateNeeded);
            factory.setWantClientAuth(true);
        }
        apply(TlsMaterial.load(files), factory);
        return new TlsReloader(files, factory, stamps);
    }

    private static void apply(TlsMaterial material, SslContextFactory factory) {
        factory.setKeyStore(material.identity());
        factory.setKeyStorePassword(TlsMaterial.PASSWORD);
        material.clientAuthorities().ifPresent(factory::setTrustStore);
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    /** Loads the files again if one has changed. Bad files change nothing. */
    synchronized void reloadIfChanged() {
        try {
            String now = stamps(files);
            if (now.equals(loaded)) {
                return;
            }
            TlsMaterial material = TlsMaterial.load(files);
            factory.reload(f -> apply(material, f));
            loaded = now;
            LOG.info("loaded the changed TLS files of the webhook receiver");
        } catch (Exception e) {
            LOG.error("the changed TLS files cannot be used, the old ones stay: {}", e.toString());
        }
    }

    private static String stamps(TlsFiles files) throws IOException {
        List<Path> paths = Stream.of(
                        Optional.of(files.certificateChain()), Optional.of(files.privateKey()), files.clientCa())
                .flatMap(Optional::stream)
                .toList();
        StringBuilder stamps = new StringBuilder();
        for (Path path : paths) {
            stamps.append(Files.getLastModifiedTime(path).toMillis())
                    .append('/')
                    .append(Files.size(path))
                    .append(' ');
        }
        return stamps.toString();
    }
}
