// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.chat.Detail;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.incident.Incident;
import io.anchorwatch.sinks.slack.Threads.Started;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Writes with a bot's token: the first message of a key stands in the channel, later ones in its thread, and the first
 * one is edited to what is the case now. A later one that is worse than all before it is shown in the channel too, since
 * nobody is told of an edit.
 *
 * <p>The edit comes before the answer in the thread: an edit may be done twice, so that a try which fails in between and
 * comes again leaves no second answer.
 *
 * @see <a href="https://docs.slack.dev/reference/methods/chat.postMessage">chat.postMessage</a>
 * @see <a href="https://docs.slack.dev/reference/methods/chat.update">chat.update</a>
 */
final class Bot implements Way {

    private final HttpTarget target;
    private final HttpPoster poster;
    private final String channel;
    private final InstantSource clock;
    private final Threads threads;

    Bot(SlackConfig config, String channel, HttpPoster poster, InstantSource clock) {
        target = config.target();
        this.poster = poster;
        this.channel = channel;
        this.clock = clock;
        threads = new Threads(config.threadFor());
    }

    @Override
    public DeliveryResult tell(Incident incident, Detail detail) {
        Optional<Started> begun = threads.find(incident.key(), clock.instant());
        if (begun.isEmpty()) {
            return begin(incident, detail);
        }
        Started thread = begun.get();
        SlackAnswer edited = call("/chat.update", edit(thread, incident, detail));
        if (SlackErrors.isGone(edited.error())) {
            return again(incident, detail);
        }
        if (!edited.isDelivered() && !SlackErrors.isNotEditable(edited.error())) {
            return edited.result();
        }
        ObjectNode answer = SlackMessage.of(incident, detail, ALERT).put("channel", channel);
        answer.put("thread_ts", thread.ts())
                .put("reply_broadcast", incident.severity().compareTo(thread.worst()) > 0);
        SlackAnswer answered = call("/chat.postMessage", answer);
        if (SlackErrors.isGone(answered.error())) {
            return again(incident, detail);
        }
        if (answered.isDelivered()) {
            threads.keep(incident.key(), thread.answered(incident.severity()));
        }
        return answered.result();
    }

    /** Somebody deleted the first message. */
    private DeliveryResult again(Incident incident, Detail detail) {
        threads.forget(incident.key());
        return begin(incident, detail);
    }

    private DeliveryResult begin(Incident incident, Detail detail) {
        ObjectNode message = SlackMessage.of(incident, detail, ALERT).put("channel", channel);
        SlackAnswer answer = call("/chat.postMessage", message);
        if (answer.isDelivered() && !answer.ts().isEmpty()) {
            // Only a group's first words are needed later.
            ArrayNode kept = incident.group().isEmpty() ? new Blocks().array() : (ArrayNode) message.get("blocks");
            threads.keep(incident.key(), new Started(answer.ts(), clock.instant(), incident.severity(), 0, kept));
        }
        return answer.result();
    }

    /**
     * The first message as it is to stand now. Of a single finding, its latest state says all of the former; of a group,
     * the next message tells of other findings, so that what it said first has to stay.
     */
    private ObjectNode edit(Started thread, Incident incident, Detail detail) {
        // Each edit has names of its own, as Slack asks:
        // https://docs.slack.dev/reference/block-kit/blocks/section-block
        String mark = "now-" + (thread.answers() + 1) + ":";
        ObjectNode message = SlackMessage.of(incident, detail, mark);
        Blocks blocks = new Blocks();
        if (incident.group().isEmpty()) {
            blocks.array().addAll((ArrayNode) message.get("blocks"));
            blocks.small(List.of("Latest state. Each update is in the thread."));
        } else {
            blocks.small(List.of("Now: " + incident.tone().mark() + " " + incident.label() + ": " + incident.headline()
                    + ". More in the thread."));
            for (JsonNode block : thread.blocks()) {
                ObjectNode copy = block.deepCopy();
                copy.remove("block_id");
                blocks.array().add(copy);
            }
        }
        message.set("blocks", blocks.array());
        // chat.update unfurls nothing and knows no words about it.
        message.remove(List.of("unfurl_links", "unfurl_media"));
        return message.put("channel", channel).put("ts", thread.ts());
    }

    private SlackAnswer call(String method, ObjectNode message) {
        HttpCall call = HttpCall.post(method, message.toString().getBytes(UTF_8))
                .header("Content-Type", "application/json; charset=utf-8");
        return SlackAnswer.ofApi(target, poster.send(call));
    }

    /** Whether the token is good; not whether the channel takes messages of it. */
    @Override
    public Optional<String> probe() {
        return call("/auth.test", JsonNodeFactory.instance.objectNode()).result() instanceof DeliveryResult.Retry retry
                ? Optional.of(retry.reason())
                : Optional.empty();
    }
}
