// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.securityhub;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Delivered;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.SinkTraits;
import io.anchorwatch.sinks.SinkTraits.Idempotency;
import io.anchorwatch.sinks.http.HttpAnswer;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.siem.AwsSigner;
import io.anchorwatch.sinks.siem.Chunks;
import io.anchorwatch.sinks.siem.Contrast;
import io.anchorwatch.sinks.siem.Encoded;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.sinks.siem.Lines;
import io.anchorwatch.sinks.siem.Reply;
import io.anchorwatch.sinks.siem.WholeRequests;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Imports alerts as findings into AWS Security Hub, which says of each whether it took it.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html">BatchImportFindings</a>
 */
public final class SecurityHubSink implements AlertSink {

    /**
     * 100 findings and 6 MB an import; a finding of more than 240 KB cannot be one of ours, whose texts are bounded.
     *
     * @see <a href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html">Limits</a>
     */
    private static final Chunks CHUNKS = new Chunks(100, 5_000_000);

    private static final int MOST_ANSWER_BYTES = 1 << 20;

    private final SecurityHubConfig config;
    private final HttpPoster poster;
    private final AwsSigner signer;
    private final Contrast contrast = new Contrast("check region, account and productArn");

    /**
     * A sink for good settings.
     *
     * @throws IllegalArgumentException when the settings have problems
     */
    public SecurityHubSink(SecurityHubConfig config, InstantSource clock) {
        ConfigChecks.rejectBad(config);
        this.config = config;
        poster = new HttpPoster(config.target(), clock);
        signer = new AwsSigner("securityhub", config.region(), config.credentials(), clock);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public SinkTraits traits() {
        return SinkTraits.DEFAULT.idempotent(Idempotency.NATIVE);
    }

    @Override
    public List<DeliveryResult> deliver(List<Alert> batch) {
        Contrast.Attempt attempt = contrast.begin();
        return CHUNKS.deliver(
                batch, alert -> AsffFinding.encode(alert, config), part -> contrast.settle(send(part, attempt)));
    }

    /** Failures are told by the finding's id: an import must not hold two tellings of one finding. */
    private List<DeliveryResult> send(List<Encoded> part, Contrast.Attempt attempt) {
        List<DeliveryResult> results = new ArrayList<>(part.size());
        while (results.size() < part.size()) {
            int from = results.size();
            Set<String> seen = new HashSet<>();
            int to = from;
            while (to < part.size() && seen.add(AsffFinding.id(part.get(to).alert()))) {
                to++;
            }
            List<DeliveryResult> answers = sendDistinct(part.subList(from, to), attempt);
            results.addAll(answers);
            Optional<DeliveryResult> stop =
                    answers.stream().filter(Retry.class::isInstance).findFirst();
            if (stop.isPresent()) {
                results.addAll(DeliveryResult.all(part.subList(to, part.size()), stop.get()));
            }
        }
        return results;
    }

    private List<DeliveryResult> sendDistinct(List<Encoded> part, Contrast.Attempt attempt) {
        HttpCall call = HttpCall.post("/findings/import", body(part))
                .header("Content-Type", "application/json")
                .reading(MOST_ANSWER_BYTES);
        HttpAnswer answer = poster.send(signer.sign(config.target(), call));
        if (answer instanceof Status status && status.isGood()) {
            List<DeliveryResult> results = verdicts(part, Json.read(status.body()));
            contrast.taken(results.stream().anyMatch(Delivered.class::isInstance));
            return results;
        }
        Reply reply = WholeRequests.reply(config.target(), answer, HubError::advice);
        if (reply instanceof Reply.Known known) {
            return DeliveryResult.all(part, known.result());
        }
        String said = ((Reply.Refused) reply).said();
        Optional<DeliveryResult> stop = attempt.refused(said);
        return stop.isPresent() || part.size() == 1
                ? DeliveryResult.all(part, stop.orElse(new Rejected(said)))
                : halves(part, attempt);
    }

    private List<DeliveryResult> halves(List<Encoded> part, Contrast.Attempt attempt) {
        int half = part.size() / 2;
        List<Encoded> rest = part.subList(half, part.size());
        List<DeliveryResult> results = new ArrayList<>(sendDistinct(part.subList(0, half), attempt));
        Optional<DeliveryResult> stop =
                results.stream().filter(Retry.class::isInstance).findFirst();
        results.addAll(stop.isPresent() ? DeliveryResult.all(rest, stop.get()) : sendDistinct(rest, attempt));
        return results;
    }

    private static byte[] body(List<Encoded> part) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"Findings\":".getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(Lines.jsonArray(part));
        body.write('}');
        return body.toByteArray();
    }

    private List<DeliveryResult> verdicts(List<Encoded> part, JsonNode answer) {
        if (!answer.path("SuccessCount").isInt()) {
            return DeliveryResult.all(
                    part, DeliveryResult.retry(config.target().origin() + " answers as no Security Hub does"));
        }
        Map<String, String> failed = new HashMap<>();
        answer.path("FailedFindings")
                .forEach(finding -> failed.put(
                        finding.path("Id").asText(), finding.path("ErrorCode").asText()));
        return part.stream()
                .map(item -> verdict(failed.get(AsffFinding.id(item.alert()))))
                .toList();
    }

    private DeliveryResult verdict(@Nullable String error) {
        if (error == null) {
            return DeliveryResult.delivered();
        }
        String said = config.target().origin() + " refused the finding"
                + (error.matches("[A-Za-z]{1,60}") ? " with " + error : "");
        return error.startsWith("InvalidInput") ? new Rejected(said) : DeliveryResult.retry(said);
    }

    @Override
    public void close() {
        poster.close();
    }
}
