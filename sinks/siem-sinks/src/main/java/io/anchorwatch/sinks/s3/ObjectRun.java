// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.s3;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Positioned;
import io.anchorwatch.sinks.s3.S3Objects.Found;
import io.anchorwatch.sinks.s3.S3Objects.Later;
import io.anchorwatch.sinks.s3.S3Objects.Put;
import io.anchorwatch.sinks.s3.S3Objects.Written;
import io.anchorwatch.sinks.siem.Gzip;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alerts of one partition, in the order of their offsets, on their way into objects. */
final class ObjectRun {

    private static final String LAST = "last-offset";
    private static final String DIGEST = "alerts-sha256";

    private final S3Config config;
    private final S3Objects objects;

    ObjectRun(S3Config config, S3Objects objects) {
        this.config = config;
        this.objects = objects;
    }

    /** Answers for each: delivered up to the first object that cannot be written, later from there on. */
    List<DeliveryResult> deliver(List<Positioned> items) {
        List<DeliveryResult> results = new ArrayList<>(items.size());
        while (results.size() < items.size()) {
            List<Positioned> rest = items.subList(results.size(), items.size());
            Step step = step(rest);
            if (step.problem().isPresent()) {
                results.addAll(DeliveryResult.all(rest, step.problem().get()));
            } else {
                results.addAll(DeliveryResult.all(rest.subList(0, step.done()), DeliveryResult.delivered()));
            }
        }
        return results;
    }

    /** How many of the rest are in the bucket now, or why none is. */
    private record Step(int done, Optional<Retry> problem) {}

    private Step step(List<Positioned> rest) {
        Body body = body(rest);
        List<Positioned> held = rest.subList(0, body.count());
        String key = ObjectKeys.ofOffset(config.prefix(), held);
        Put put = objects.create(key, body.packed(), metadata(held));
        if (put instanceof Written) {
            return new Step(body.count(), Optional.empty());
        }
        if (put instanceof Later later) {
            return new Step(0, Optional.of(later.retry()));
        }
        Found found = objects.find(key, LAST, DIGEST);
        if (found.problem().isPresent()) {
            return new Step(0, found.problem());
        }
        int known = known(rest, found.metadata());
        if (known > 0) {
            return new Step(known, Optional.empty());
        }
        // The name is taken by other alerts: the topic was made anew, or the sink's filter changed.
        Optional<Retry> problem = byContent(held);
        return problem.isPresent() ? new Step(0, problem) : new Step(body.count(), Optional.empty());
    }

    /** Writes the items under a name made of what they are; why not, otherwise. */
    Optional<Retry> byContent(List<Positioned> items) {
        int from = 0;
        while (from < items.size()) {
            Body body = body(items.subList(from, items.size()));
            List<Positioned> held = items.subList(from, from + body.count());
            if (objects.create(ObjectKeys.ofContent(config.prefix(), held), body.packed(), metadata(held))
                    instanceof Later later) {
                return Optional.of(later.retry());
            }
            from += body.count();
        }
        return Optional.empty();
    }

    /** How many of the rest an object holds that was written before; 0 when it does not hold exactly these. */
    private static int known(List<Positioned> rest, Map<String, String> metadata) {
        String last = metadata.getOrDefault(LAST, "");
        if (!last.matches("[0-9]{1,18}")) {
            return 0;
        }
        long offset = Long.parseLong(last);
        int count = 0;
        while (count < rest.size() && rest.get(count).offset() <= offset) {
            count++;
        }
        boolean same = ObjectKeys.digest(rest.subList(0, count)).equals(metadata.get(DIGEST));
        return same ? count : 0;
    }

    private static Map<String, String> metadata(List<Positioned> items) {
        return Map.of(LAST, Long.toString(items.get(items.size() - 1).offset()), DIGEST, ObjectKeys.digest(items));
    }

    /** An object's bytes and how many alerts they are. */
    private record Body(byte[] packed, int count) {}

    /** As many as fit, one at the least. */
    private Body body(List<Positioned> items) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        int count = 0;
        for (Positioned item : items) {
            byte[] line = config.format().encode(item.alert());
            if (count > 0 && lines.size() + line.length + 1 > config.maxBytes()) {
                break;
            }
            lines.writeBytes(line);
            lines.write('\n');
            count++;
        }
        return new Body(Gzip.compress(lines.toByteArray()), count);
    }
}
