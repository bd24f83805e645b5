// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import org.jspecify.annotations.Nullable;

/** {@code url}, {@code isURL} and the parts of a URL. */
final class UrlLibrary {

    private static final CelType TYPE = OpaqueType.create("kubernetes.URL");
    private static final CelType TEXT = SimpleType.STRING;
    private static final Class<GoUrl> SELF = GoUrl.class;

    private UrlLibrary() {}

    static Functions functions() {
        return new Functions()
                .global("url", "string_to_url", TYPE, TEXT, String.class, UrlLibrary::parse)
                .global("isURL", "is_url_string", SimpleType.BOOL, TEXT, String.class, GoUrl::isRequestUri)
                .member("getScheme", "url_get_scheme", TEXT, TYPE, SELF, GoUrl::scheme)
                .member("getHost", "url_get_host", TEXT, TYPE, SELF, GoUrl::host)
                .member("getHostname", "url_get_hostname", TEXT, TYPE, SELF, GoUrl::hostname)
                .member("getPort", "url_get_port", TEXT, TYPE, SELF, GoUrl::port)
                .member("getEscapedPath", "url_get_escaped_path", TEXT, TYPE, SELF, GoUrl::escapedPath)
                .member(
                        "getQuery",
                        "url_get_query",
                        MapType.create(TEXT, ListType.create(TEXT)),
                        TYPE,
                        SELF,
                        GoUrl::query);
    }

    private static GoUrl parse(String text) {
        @Nullable GoUrl url = GoUrl.parse(text);
        if (url == null) {
            throw Failure.of("not an absolute URL or path");
        }
        return url;
    }
}
