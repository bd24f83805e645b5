// SPDX-License-Identifier: Apache-2.0
/** Reads the configuration file: every problem at once, each with its place and what to do. */
@NullMarked
package io.anchorwatch.deploy.service.config;

import org.jspecify.annotations.NullMarked;
