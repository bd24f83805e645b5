// SPDX-License-Identifier: Apache-2.0
/** {@code anchorwatch sinks}: looks at sinks, tries them, and sends again what they gave up. */
@NullMarked
package io.anchorwatch.deploy.cli.sinks;

import org.jspecify.annotations.NullMarked;
