// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import java.util.List;

/** The configuration can't be used. */
public final class ConfigException extends Exception {

    private final List<String> problems;

    ConfigException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Every problem in the order of the file, one line each: {@code file:line:column: what is wrong; what to do}. */
    public List<String> problems() {
        return problems;
    }
}
