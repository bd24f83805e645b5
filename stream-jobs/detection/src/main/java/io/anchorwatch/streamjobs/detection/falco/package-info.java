// SPDX-License-Identifier: Apache-2.0
/** Falco's rule files for Kubernetes audit events: loading them and compiling their conditions and outputs. */
@NullMarked
package io.anchorwatch.streamjobs.detection.falco;

import org.jspecify.annotations.NullMarked;
