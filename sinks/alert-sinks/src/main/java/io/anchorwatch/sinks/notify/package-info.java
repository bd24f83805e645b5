// SPDX-License-Identifier: Apache-2.0
/** From alerts to messages for people: groups, repeats, limits and mutes, in a state that can be kept and restored. */
@NullMarked
package io.anchorwatch.sinks.notify;

import org.jspecify.annotations.NullMarked;
