// SPDX-License-Identifier: Apache-2.0
/** What a message to people says, before a sink puts it into its target's language: the same words in every chat. */
@NullMarked
package io.anchorwatch.sinks.incident;

import org.jspecify.annotations.NullMarked;
