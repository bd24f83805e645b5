// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

/** Another process works in the data folder; the message names it. */
public final class DataInUseException extends RuntimeException {

    DataInUseException(String message) {
        super(message);
    }
}
