// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.size;

/**
 * What an installation needs, by formula.
 *
 * @param partitions of each topic; one task, and so at most one core, works on one
 * @param ingestCores busy on average, as are those that follow
 * @param detectCores without progress
 * @param correlateCores hits alone
 * @param storyCores joins alone
 * @param progressMessages a second between tasks
 * @param progressCores of them
 * @param brokerCores of all brokers together
 * @param networkBytes a second into and out of brokers, copies between them included
 * @param diskBytes a second that brokers write
 * @param stateBytes of objects and groups, without copies
 */
record Plan(
        int partitions,
        double ingestCores,
        double detectCores,
        double correlateCores,
        double storyCores,
        double progressMessages,
        double progressCores,
        double brokerCores,
        double networkBytes,
        double diskBytes,
        double stateBytes) {

    /** One second: the step in which tasks tell how far they are. */
    static final double STEP_SECONDS = 1;

    /** As many partitions as detection needs for no task to be busier than asked for. */
    static int partitions(Demand demand, Costs costs) {
        double busy = demand.events() * costs.detectSeconds(demand.rules());
        return (int) Math.max(1, Math.ceil(busy / demand.utilisation()));
    }

    static Plan of(Demand demand, Costs costs, int partitions) {
        double progress = ProgressLoad.messages(demand, partitions, STEP_SECONDS);
        double stored = (demand.events() * demand.eventBytes()
                                + demand.changes() * demand.eventBytes()
                                + demand.writes() * demand.eventBytes())
                        * Costs.COMPRESSED
                + progress * Costs.BYTES_PER_PROGRESS;
        // In once, to the other copies, and out once to the job.
        double network = stored * (1 + demand.replicas());
        return new Plan(
                partitions,
                demand.events() / costs.ingestPerCore(),
                demand.events() * costs.detectSeconds(demand.rules()),
                demand.hits() / costs.hitsPerCore(),
                demand.writes() / costs.hitsPerCore() + demand.changes() / costs.changesPerCore(),
                progress,
                progress / costs.progressPerCore(),
                network / (costs.brokerMegabytesPerCore() * 1e6),
                network,
                stored * demand.replicas(),
                demand.objects() * Costs.BYTES_PER_OBJECT + demand.groups() * Costs.BYTES_PER_GROUP);
    }

    /** Busy on average, of all stages. */
    double cores() {
        return ingestCores + jobCores() + brokerCores;
    }

    /** Of the job alone. */
    double jobCores() {
        return detectCores + correlateCores + storyCores + progressCores;
    }
}
