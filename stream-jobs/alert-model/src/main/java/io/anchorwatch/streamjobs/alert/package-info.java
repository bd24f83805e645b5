// SPDX-License-Identifier: Apache-2.0
/** The schema of the alert topic: what a stream job emits and a sink reads. */
@NullMarked
package io.anchorwatch.streamjobs.alert;

import org.jspecify.annotations.NullMarked;
