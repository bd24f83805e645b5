// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import java.util.List;

/**
 * An address outside the cluster and what it leads to.
 *
 * @param address such as {@code 203.0.113.5:443}, {@code node port 30080} or {@code shop.example.com}
 * @param via the service or route that opens it
 * @param workloads whose pods it leads to
 */
public record Exposure(String address, Holder via, List<Holder> workloads) {

    public Exposure {
        workloads = List.copyOf(workloads);
    }
}
