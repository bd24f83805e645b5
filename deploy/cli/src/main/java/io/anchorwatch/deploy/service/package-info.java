// SPDX-License-Identifier: Apache-2.0
/** The service: its configuration and how its parts are put together. */
@NullMarked
package io.anchorwatch.deploy.service;

import org.jspecify.annotations.NullMarked;
