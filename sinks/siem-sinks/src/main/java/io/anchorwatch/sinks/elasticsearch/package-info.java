// SPDX-License-Identifier: Apache-2.0
/** ECS documents for a data stream of Elasticsearch or OpenSearch. */
@NullMarked
package io.anchorwatch.sinks.elasticsearch;

import org.jspecify.annotations.NullMarked;
