// SPDX-License-Identifier: Apache-2.0
/** The fields of Falco's {@code k8s_audit} source, read from an audit event. */
@NullMarked
package io.anchorwatch.streamjobs.detection.falco.field;

import org.jspecify.annotations.NullMarked;
