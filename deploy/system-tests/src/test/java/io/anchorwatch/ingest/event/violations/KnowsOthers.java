// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event.violations;

import io.anchorwatch.streamjobs.alert.Alert;
import org.apache.kafka.clients.admin.NewTopic;

/** Breaks the rules of the event model, to show that they bite. */
record KnowsOthers(Alert alert, NewTopic topic) {}
