// SPDX-License-Identifier: Apache-2.0
/** The verb record: the streams of events into files that replay reads. */
@NullMarked
package io.anchorwatch.deploy.cli.record;

import org.jspecify.annotations.NullMarked;
