// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Leaves out the modules that only tests use: their code is no test class by its folder, and none of the product. */
final class DoNotIncludeTestModules implements ImportOption {

    @Override
    public boolean includes(Location location) {
        return !location.contains("/io/anchorwatch/sinks/servers/") && !location.contains("-contract.jar");
    }
}
