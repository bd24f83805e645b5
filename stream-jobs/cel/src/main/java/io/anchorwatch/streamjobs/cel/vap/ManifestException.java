// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import org.yaml.snakeyaml.nodes.Node;

/** Stops the reading of one document. */
final class ManifestException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Place place;

    ManifestException(Node where, String message) {
        this(Place.of(where), message);
    }

    ManifestException(Place place, String message) {
        super(message);
        this.place = place;
    }

    Place place() {
        return place;
    }
}
