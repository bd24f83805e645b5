// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.size;

/**
 * What one core does in a second, and what things take up. Measured are those of {@code deploy/benchmarks}, on two
 * shared cores; the rest is assumed, and said to be.
 *
 * @param matchPerCore events a second through decode and match with 166 rules; measured
 * @param detectPerCore events a second through the job, Kafka and transactions included; measured with 97 rules
 * @param ingestPerCore events a second through the webhook; half of what two cores did
 * @param hitsPerCore hits a second through a correlation; measured
 * @param changesPerCore object changes a second through the join; measured on a whole process
 * @param progressPerCore messages of progress a second, sent and read; assumed
 * @param brokerMegabytesPerCore megabytes a second, in and out, that a broker moves with a core; assumed
 */
record Costs(
        double matchPerCore,
        double detectPerCore,
        double ingestPerCore,
        double hitsPerCore,
        double changesPerCore,
        double progressPerCore,
        double brokerMegabytesPerCore) {

    static final double MATCH_PER_CORE = 103_510;
    static final int MATCH_RULES = 166;
    static final double DETECT_PER_CORE = 26_673;
    static final int DETECT_RULES = 97;
    static final double PROGRESS_PER_CORE = 200_000;

    /** 678 MiB of topics for 1,000,000 changes of 2,030 bytes; measured. */
    static final double COMPRESSED = 678.0 * 1024 * 1024 / (1_000_000.0 * 2_030);

    /** 794 MiB of state for 1,000,000 objects; measured. */
    static final double BYTES_PER_OBJECT = 794.0 * 1024 * 1024 / 1_000_000;

    /** The most that was measured of a correlation's group. */
    static final double BYTES_PER_GROUP = 930;

    /** A message of progress with its share of a batch: 14 to 26 bytes, the cluster's name, and the record; assumed. */
    static final double BYTES_PER_PROGRESS = 50;

    private static final double[] RULES = {10, 100, 1_000, 3_000};
    private static final double[] TIMES = {1, 1.24, 1.36, 1.62};

    static final Costs MEASURED =
            new Costs(MATCH_PER_CORE, DETECT_PER_CORE, 38_940 / 2.0, 102_000, 7_678, PROGRESS_PER_CORE, 50);

    Costs with(double match, double detect, double progress) {
        return new Costs(match, detect, ingestPerCore, hitsPerCore, changesPerCore, progress, brokerMegabytesPerCore);
    }

    /** Core seconds an event takes in the job with so many rules. */
    double detectSeconds(int rules) {
        return Math.max(0, 1 / detectPerCore + matchSeconds(rules) - matchSeconds(DETECT_RULES));
    }

    /** Core seconds of decode and match: grows with rules as it did with made-up ones. */
    double matchSeconds(int rules) {
        return times(rules) / times(MATCH_RULES) / matchPerCore;
    }

    /** Linear in the logarithm of the number of rules between what was measured, and on from there. */
    private static double times(int rules) {
        double at = Math.max(1, rules);
        int i = 1;
        while (i < RULES.length - 1 && at > RULES[i]) {
            i++;
        }
        double share = Math.log(at / RULES[i - 1]) / Math.log(RULES[i] / RULES[i - 1]);
        return TIMES[i - 1] + share * (TIMES[i] - TIMES[i - 1]);
    }
}
