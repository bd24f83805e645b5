// SPDX-License-Identifier: Apache-2.0
/** The verbs on rules: match, list, lint, test, import. */
@NullMarked
package io.anchorwatch.deploy.cli.rules;

import org.jspecify.annotations.NullMarked;
