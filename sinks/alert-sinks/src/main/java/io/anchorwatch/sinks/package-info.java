// SPDX-License-Identifier: Apache-2.0
/** The port every sink implements. */
@NullMarked
package io.anchorwatch.sinks;

import org.jspecify.annotations.NullMarked;
