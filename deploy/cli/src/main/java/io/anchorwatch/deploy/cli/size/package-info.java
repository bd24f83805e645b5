// SPDX-License-Identifier: Apache-2.0
/** How large an installation has to be: formulae and a simulation, nothing measured here. */
@NullMarked
package io.anchorwatch.deploy.cli.size;

import org.jspecify.annotations.NullMarked;
