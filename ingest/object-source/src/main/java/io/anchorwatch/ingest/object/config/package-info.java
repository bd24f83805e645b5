// SPDX-License-Identifier: Apache-2.0
/** Which clusters are watched, and how patiently. */
@NullMarked
package io.anchorwatch.ingest.object.config;

import org.jspecify.annotations.NullMarked;
