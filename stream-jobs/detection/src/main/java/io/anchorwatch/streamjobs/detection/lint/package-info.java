// SPDX-License-Identifier: Apache-2.0
/** What an author of rules may have missed: findings about rules that read well. */
@NullMarked
package io.anchorwatch.streamjobs.detection.lint;

import org.jspecify.annotations.NullMarked;
