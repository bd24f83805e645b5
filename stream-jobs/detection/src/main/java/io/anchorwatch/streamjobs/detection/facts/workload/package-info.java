// SPDX-License-Identifier: Apache-2.0
/** What a pod spec asks for, in whatever kind carries it. */
@NullMarked
package io.anchorwatch.streamjobs.detection.facts.workload;

import org.jspecify.annotations.NullMarked;
