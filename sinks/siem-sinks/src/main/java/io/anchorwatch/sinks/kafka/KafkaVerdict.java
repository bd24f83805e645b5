// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.kafka;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What a failure of Kafka's client means for a record. */
final class KafkaVerdict {

    private KafkaVerdict() {}

    /** Rejects what no try will make smaller; all else waits. */
    static DeliveryResult of(Throwable failure, KafkaConfig config) {
        String said = "topic " + config.topic() + ": " + failure.getClass().getSimpleName();
        if (isAboutTheRecord(failure)) {
            return new Rejected(said);
        }
        return DeliveryResult.retry(said + advice(failure));
    }

    /** Whether no further record will go through the same producer: it was fenced, refused, or lost its place. */
    static boolean breaksProducer(Throwable failure) {
        return !isAboutTheRecord(failure)
                && !(failure instanceof RetriableException)
                && !(failure instanceof InterruptException);
    }

    /** Whether no other record would fail for it. */
    static boolean isAboutTheRecord(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof RecordBatchTooLargeException
                || failure instanceof InvalidRecordException;
    }

    private static String advice(Throwable failure) {
        if (failure instanceof AuthorizationException) {
            return ": let the sink's user write to it, and use idempotent writes on the cluster";
        }
        if (failure instanceof AuthenticationException) {
            return ": the brokers refuse the credentials, renew them";
        }
        if (failure instanceof UnknownTopicOrPartitionException || failure instanceof InvalidTopicException) {
            return ": create it";
        }
        if (failure instanceof TimeoutException) {
            return ": see whether it exists and its brokers can be reached";
        }
        return failure.getClass() == KafkaException.class ? ": check bootstrap, client and secrets" : "";
    }
}
