// SPDX-License-Identifier: Apache-2.0
/** The program {@code anchorwatch}: its verbs, its errors, its exit codes. */
@NullMarked
package io.anchorwatch.deploy.cli;

import org.jspecify.annotations.NullMarked;
