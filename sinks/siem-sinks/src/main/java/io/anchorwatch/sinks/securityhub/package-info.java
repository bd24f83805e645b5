// SPDX-License-Identifier: Apache-2.0
/** AWS Security Hub. */
@NullMarked
package io.anchorwatch.sinks.securityhub;

import org.jspecify.annotations.NullMarked;
