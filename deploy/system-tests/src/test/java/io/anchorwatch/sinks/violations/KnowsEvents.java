// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.violations;

import io.anchorwatch.ingest.event.AuditEvent;

/** Breaks the rule of the sinks, to show that it bites. */
record KnowsEvents(AuditEvent event) {}
