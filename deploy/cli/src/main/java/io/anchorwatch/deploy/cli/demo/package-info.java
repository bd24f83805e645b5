// SPDX-License-Identifier: Apache-2.0
/** The verb demo: a recorded incident through the whole stream, on this machine. */
@NullMarked
package io.anchorwatch.deploy.cli.demo;

import org.jspecify.annotations.NullMarked;
