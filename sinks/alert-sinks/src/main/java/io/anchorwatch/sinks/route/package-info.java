// SPDX-License-Identifier: Apache-2.0
/** Which alert goes to which sink, and how people are spared. Pure: no clock, no input or output. */
@NullMarked
package io.anchorwatch.sinks.route;

import org.jspecify.annotations.NullMarked;
