// SPDX-License-Identifier: Apache-2.0
/** The verb backtest: what rules would have found in history, how noisy they are, and how two sets differ. */
@NullMarked
package io.anchorwatch.deploy.cli.backtest;

import org.jspecify.annotations.NullMarked;
