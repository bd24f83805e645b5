// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.violations;

import io.anchorwatch.sinks.memory.MemorySink;

/** Points right, to show that the rule bites. */
record KnowsSinks(MemorySink sink) {}
