// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.provider;

import java.io.IOException;

/** How a provider wraps audit events. */
interface Wrapping {

    /** Whether a message looks like one of these; used to tell formats apart, so never true for a plain event. */
    boolean knows(Json document);

    /**
     * Takes out what one document holds.
     *
     * @throws IOException when it makes no sense
     */
    void open(Json document, Contents out) throws IOException;

    /** The part of a line that is a document; a log's export may put something before it. */
    default byte[] document(byte[] line) {
        return line;
    }

    /** What is found inside. */
    interface Contents {

        /** An audit event; {@code cluster} is empty when the wrapping names none. */
        void event(String cluster, byte[] json);

        /** Something that is whole and no audit event, such as another log. */
        void other();

        /** Something that should have been an audit event. */
        void bad(String reason, byte[] bytes);
    }
}
