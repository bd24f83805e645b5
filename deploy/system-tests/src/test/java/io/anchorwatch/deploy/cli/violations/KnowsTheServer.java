// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.violations;

import io.anchorwatch.deploy.cli.violations.inner.Inner;
import kafka.server.KafkaConfig;

/** Breaks the rules on Kafka's server and on cycles, to show that they bite. */
public record KnowsTheServer(KafkaConfig config, Inner inner) {}
