// SPDX-License-Identifier: Apache-2.0
/** The verb bench: what decode and match cost, beside bare tokenising. */
@NullMarked
package io.anchorwatch.deploy.cli.bench;

import org.jspecify.annotations.NullMarked;
