// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.event;

import com.fasterxml.jackson.databind.JsonNode;

/** Any JSON record, for rules beyond Kubernetes. */
public record JsonView(JsonNode tree) implements EventView {}
