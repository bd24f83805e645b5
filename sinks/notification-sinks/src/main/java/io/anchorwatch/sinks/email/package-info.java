// SPDX-License-Identifier: Apache-2.0
/** Mail over SMTP. */
@NullMarked
package io.anchorwatch.sinks.email;

import org.jspecify.annotations.NullMarked;
