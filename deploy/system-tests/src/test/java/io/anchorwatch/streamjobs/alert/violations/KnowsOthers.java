// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.alert.violations;

import io.anchorwatch.ingest.event.AuditEvent;

/** Breaks the rules of the alert model, to show that they bite. */
record KnowsOthers(AuditEvent event) {}
