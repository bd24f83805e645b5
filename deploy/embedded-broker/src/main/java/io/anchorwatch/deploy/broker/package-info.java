// SPDX-License-Identifier: Apache-2.0
/** A single-node Kafka inside the process. */
@NullMarked
package io.anchorwatch.deploy.broker;

import org.jspecify.annotations.NullMarked;
