// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

/** How data is printed: for programs, or for people. */
public enum OutputFormat {
    NDJSON,
    TABLE
}
