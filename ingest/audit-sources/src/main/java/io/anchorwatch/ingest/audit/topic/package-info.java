// SPDX-License-Identifier: Apache-2.0
/** Audit logs that something else has brought into a topic: a cloud's log service, or a forwarder of the cluster's own. */
@NullMarked
package io.anchorwatch.ingest.audit.topic;

import org.jspecify.annotations.NullMarked;
