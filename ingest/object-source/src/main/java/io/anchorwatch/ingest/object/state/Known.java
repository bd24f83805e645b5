// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.state;

/** Which version of an object was published last. */
public record Known(String uid, String version) {}
