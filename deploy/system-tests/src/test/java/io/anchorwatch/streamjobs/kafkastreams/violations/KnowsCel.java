// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams.violations;

import io.anchorwatch.streamjobs.cel.CelLanguage;

public final class KnowsCel {
    static final CelLanguage LANGUAGE = new CelLanguage();
}
