// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

/** One of the two rule sets. */
enum Side {
    A,
    B
}
