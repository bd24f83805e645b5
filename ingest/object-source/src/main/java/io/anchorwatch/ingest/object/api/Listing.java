// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.api;

import java.io.IOException;
import java.util.Optional;

/** A consistent list by whatever way the server has. Items may come twice where one way broke off. */
public final class Listing {

    private final ApiClient api;
    private final WatchedResource resource;

    public Listing(ApiClient api, WatchedResource resource) {
        this.api = api;
        this.resource = resource;
    }

    /**
     * Lists all.
     *
     * @return the version of the list
     */
    public String all(ListPages.Items items) throws IOException, InterruptedException {
        if (api.initialEvents(resource)) {
            Optional<String> version = InitialEvents.all(api, resource, items);
            if (version.isPresent()) {
                return version.get();
            }
            api.noInitialEvents(resource);
        }
        return new ListPages(api, resource).all(items);
    }
}
