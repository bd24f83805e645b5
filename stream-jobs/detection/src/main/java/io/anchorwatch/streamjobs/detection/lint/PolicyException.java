// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

/** A file is no audit policy; the message says where and why. */
public final class PolicyException extends Exception {

    PolicyException(String message) {
        super(message);
    }
}
