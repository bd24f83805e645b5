// SPDX-License-Identifier: Apache-2.0
/** The cluster's own objects: namespaces, nodes, volumes, API extensions, configuration. */
@NullMarked
package io.anchorwatch.streamjobs.detection.facts.cluster;

import org.jspecify.annotations.NullMarked;
