// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.common.exceptions.CelRuntimeException;

/** Errors of library functions. Their texts stay with the evaluator: no text of an event leaves by them. */
final class Failure {

    private Failure() {}

    static CelRuntimeException of(String message) {
        return new CelInvalidArgumentException(message);
    }
}
