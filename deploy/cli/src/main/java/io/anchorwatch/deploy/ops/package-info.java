// SPDX-License-Identifier: Apache-2.0
/** What an operator looks at: metrics, health, logs. */
@NullMarked
package io.anchorwatch.deploy.ops;

import org.jspecify.annotations.NullMarked;
