// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.rule;

import io.anchorwatch.streamjobs.detection.event.EventView;

/** What a rule wants to say of an event in its own words. Never fails: what the event does not hold is left open. */
@FunctionalInterface
public interface MessageTemplate {

    /** Says nothing. */
    MessageTemplate NONE = event -> "";

    /** The text for this event, hostile where it quotes the event; empty when there is nothing to say. */
    String render(EventView event);
}
