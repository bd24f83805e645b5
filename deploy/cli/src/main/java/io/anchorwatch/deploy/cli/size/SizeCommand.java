// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.size;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.VerbCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code anchorwatch size}: what an installation of a size needs, on paper and by simulation. */
@Command(
        name = "size",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what many clusters need: partitions, cores by stage, network, disk, state, messages between tasks, and"
                    + " how unevenly the work lies. Nothing is run: formulae and a simulation, from figures for one core"
                    + " that were measured on two shared cores (deploy/benchmarks/README.md), and from assumptions; the"
                    + " output says which is which. deploy/SCALE.md explains."
        })
public final class SizeCommand extends VerbCommand {

    private static final int MAX_CLUSTERS = 100_000;
    private static final int MAX_PARTITIONS = 10_000;
    private static final int MAX_NAMESPACES = 10_000;

    @Option(names = "--clusters", paramLabel = "N", description = "Clusters. Default: 1000.")
    private int clusters = 1_000;

    @Option(
            names = "--events-per-second",
            paramLabel = "N",
            description = "Audit events a second of all clusters. Default: 1000000.")
    private double events = 1_000_000;

    @Option(names = "--event-bytes", paramLabel = "N", description = "Bytes of an event. Default: 2500, as measured.")
    private double eventBytes = 2_500;

    @Option(names = "--rules", paramLabel = "N", description = "Rules in force. Default: 166.")
    private int rules = Costs.MATCH_RULES;

    @Option(
            names = "--objects-per-cluster",
            paramLabel = "N",
            description = "Objects kept of each cluster. Default: 10000, assumed.")
    private double objects = 10_000;

    @Option(
            names = "--changes-per-second",
            paramLabel = "N",
            description = "Object changes a second of all clusters. Default: a fiftieth of the events, assumed.")
    private double changes = -1;

    @Option(
            names = "--hits-per-event",
            paramLabel = "SHARE",
            description = "Hits of correlations' rules by event. Default: 0.001, assumed.")
    private double hits = 0.001;

    @Option(
            names = "--writes-per-event",
            paramLabel = "SHARE",
            description = "Share of events that write an object and are joined. Default: 0.1, assumed.")
    private double writes = 0.1;

    @Option(
            names = "--groups",
            paramLabel = "N",
            description = "Groups of correlations alive in all clusters. Default: 1000000, assumed.")
    private double groups = 1_000_000;

    @Option(names = "--namespaces", paramLabel = "N", description = "Namespaces a cluster. Default: 50, assumed.")
    private int namespaces = 50;

    @Option(
            names = "--skew",
            paramLabel = "X",
            description = "How uneven clusters and namespaces are: the n-th has n^-X of the first (Zipf). Default: 1.")
    private double skew = 1;

    @Option(
            names = "--utilisation",
            paramLabel = "SHARE",
            description = "Share of a core that may be busy on average. Default: 0.6.")
    private double utilisation = 0.6;

    @Option(names = "--replicas", paramLabel = "N", description = "Copies in the brokers. Default: 3.")
    private int replicas = 3;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of each topic. Default: as many as detection needs at that utilisation.")
    private int partitions;

    @Option(
            names = "--per-core",
            paramLabel = "N",
            description =
                    "Events a second and core through decode and match with 166 rules. Default: 103510, measured.")
    private double perCore = Costs.MATCH_PER_CORE;

    @Option(
            names = "--detect-per-core",
            paramLabel = "N",
            description = "Events a second and core through the whole job with 97 rules. Default: 26673, measured.")
    private double detectPerCore = Costs.DETECT_PER_CORE;

    @Option(
            names = "--progress-per-core",
            paramLabel = "N",
            description = "Messages of progress a second and core, sent and read. Default: 200000, assumed.")
    private double progressPerCore = Costs.PROGRESS_PER_CORE;

    @Option(names = "--seed", paramLabel = "N", description = "Of the simulation; the same gives the same. Default: 1.")
    private long seed = 1;

    @Override
    public Integer call() {
        within("--clusters", clusters, 1, MAX_CLUSTERS);
        within("--events-per-second", events, 1, 1e9);
        within("--event-bytes", eventBytes, 1, 1e7);
        within("--rules", rules, 1, 1e6);
        within("--objects-per-cluster", objects, 0, 1e8);
        within("--changes-per-second", changes < 0 ? 0 : changes, 0, 1e9);
        within("--hits-per-event", hits, 0, 100);
        within("--writes-per-event", writes, 0, 1);
        within("--groups", groups, 0, 1e12);
        within("--namespaces", namespaces, 1, MAX_NAMESPACES);
        within("--clusters times --namespaces", (double) clusters * namespaces, 1, 1e7);
        within("--skew", skew, 0, 5);
        within("--utilisation", utilisation, 0.01, 0.99);
        within("--replicas", replicas, 1, 10);
        within("--partitions", partitions, 0, MAX_PARTITIONS);
        within("--per-core", perCore, 1, 1e9);
        within("--detect-per-core", detectPerCore, 1, 1e9);
        within("--progress-per-core", progressPerCore, 1, 1e9);
        Demand demand = new Demand(
                clusters,
                events,
                eventBytes,
                rules,
                objects * clusters,
                changes < 0 ? events / 50 : changes,
                hits * events,
                writes * events,
                groups,
                replicas,
                utilisation);
        Costs costs = Costs.MEASURED.with(perCore, detectPerCore, progressPerCore);
        int chosen = partitions > 0 ? partitions : Plan.partitions(demand, costs);
        within("partitions needed", chosen, 1, MAX_PARTITIONS);
        out().print(new SizeReport(demand, costs, chosen, new SizeReport.Shape(namespaces, skew, seed)).text());
        return ExitCode.OK;
    }

    private static void within(String option, double value, double least, double most) {
        // Not a number is not within either.
        if (!(value >= least && value <= most)) {
            throw CliException.usage(
                    option + " is " + value + ", which is not within " + least + " and " + most, "see --help");
        }
    }
}
