// SPDX-License-Identifier: Apache-2.0
/** {@code anchorwatch posture}: reads the objects of a cluster and tells what is risky in it. */
@NullMarked
package io.anchorwatch.deploy.cli.posture;

import org.jspecify.annotations.NullMarked;
