// SPDX-License-Identifier: Apache-2.0
/** The typed intermediate form of every rule language: expressions over fields and value tests. */
@NullMarked
package io.anchorwatch.streamjobs.detection.expr;

import org.jspecify.annotations.NullMarked;
