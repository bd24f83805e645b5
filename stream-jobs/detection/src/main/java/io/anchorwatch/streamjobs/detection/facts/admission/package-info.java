// SPDX-License-Identifier: Apache-2.0
/** What watches writes: webhooks and admission policies, and how a change weakens them. */
@NullMarked
package io.anchorwatch.streamjobs.detection.facts.admission;

import org.jspecify.annotations.NullMarked;
