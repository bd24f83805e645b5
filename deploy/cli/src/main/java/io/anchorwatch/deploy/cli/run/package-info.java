// SPDX-License-Identifier: Apache-2.0
/** The verb run: the service, until it is told to stop. */
@NullMarked
package io.anchorwatch.deploy.cli.run;

import org.jspecify.annotations.NullMarked;
