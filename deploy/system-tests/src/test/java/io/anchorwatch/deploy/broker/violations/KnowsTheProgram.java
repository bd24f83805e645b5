// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.broker.violations;

import io.anchorwatch.deploy.cli.ExitCode;

/** Breaks the rule of the embedded broker, to show that it bites. */
record KnowsTheProgram(ExitCode code) {}
