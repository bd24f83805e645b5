// SPDX-License-Identifier: Apache-2.0
/** What the sinks of this module share: requests within bounds, halving, compression, formats by name. */
@NullMarked
package io.anchorwatch.sinks.siem;

import org.jspecify.annotations.NullMarked;
