// SPDX-License-Identifier: Apache-2.0
/** Objects in a bucket of S3, or of what speaks its API. */
@NullMarked
package io.anchorwatch.sinks.s3;

import org.jspecify.annotations.NullMarked;
