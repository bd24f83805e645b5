// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

/** A request that an API server would have refused by a policy; {@code message} is one line and may quote the event. */
record Violation(String message) {}
