// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.violations.inner;

import io.anchorwatch.deploy.cli.violations.KnowsTheServer;
import java.util.List;

/** Closes a cycle. */
public record Inner(List<KnowsTheServer> outer) {}
