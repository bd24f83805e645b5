// SPDX-License-Identifier: Apache-2.0
/** What the sinks of pagers share: which incident a message is about, and words that stay words. */
@NullMarked
package io.anchorwatch.sinks.pager;

import org.jspecify.annotations.NullMarked;
