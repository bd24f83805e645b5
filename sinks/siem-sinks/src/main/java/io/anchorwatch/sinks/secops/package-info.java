// SPDX-License-Identifier: Apache-2.0
/** Google Security Operations. */
@NullMarked
package io.anchorwatch.sinks.secops;

import org.jspecify.annotations.NullMarked;
