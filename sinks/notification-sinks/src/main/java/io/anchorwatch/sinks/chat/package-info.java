// SPDX-License-Identifier: Apache-2.0
/** What the sinks of chats share: how much a message tells, and how fast messages follow each other. */
@NullMarked
package io.anchorwatch.sinks.chat;

import org.jspecify.annotations.NullMarked;
