// SPDX-License-Identifier: Apache-2.0
/** The verb replay: recorded events through the same detection, on any engine. */
@NullMarked
package io.anchorwatch.deploy.cli.replay;

import org.jspecify.annotations.NullMarked;
