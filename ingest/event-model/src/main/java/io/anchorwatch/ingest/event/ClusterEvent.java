// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import java.time.Instant;

/** Something that happened in a cluster: what the API server did, what an object became, or what a watcher could not see. */
public sealed interface ClusterEvent permits AuditEvent, ObjectChange, WatchNotice {

    /** Identity by content: 40 lower-case hex digits, see {@link EventId}. */
    EventId id();

    /** Name of the cluster, decided by the credential that delivered the event, never by the event itself. */
    String cluster();

    /** Event time; the Kafka record's timestamp. */
    Instant time();

    /** The redacted JSON of the event in UTF-8, exactly the Kafka value. Shared, not copied: do not modify. */
    byte[] json();
}
