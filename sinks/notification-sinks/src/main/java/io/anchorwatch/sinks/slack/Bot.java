// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.chat.Detail;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.incident.Incident;
import io.anchorwatch.sinks.incident.Tone;
import io.anchorwatch.sinks.slack.Threads.Started;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
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
            threads.keep(incident.key(), new Started(answer.ts(), clock.instant(), incident.severity(), 0, message));
        }
        return answer.result();
    }

    /**
     * The first message as it is to stand now. Of a single finding, its latest state says all of the former. Of a group, or
     * of what was held, the next message tells of something else: what was said first stays, with a line about the thread.
     */
    private ObjectNode edit(Started thread, Incident incident, Detail detail) {
        // Each edit has names of its own, as Slack asks:
        // https://docs.slack.dev/reference/block-kit/blocks/section-block
        String mark = "now-" + (thread.answers() + 1) + ":";
        boolean single = incident.group().isEmpty() && incident.findings().size() == 1;
        ObjectNode message = single
                ? SlackMessage.of(incident, detail, mark)
                : thread.first().deepCopy();
        ArrayNode blocks = (ArrayNode) message.get("blocks");
        Blocks line = new Blocks();
        line.small(List.of(single ? "Latest state. Each update is in the thread." : since(thread, incident)));
        if (single) {
            blocks.addAll(line.array());
        } else {
            blocks.forEach(block -> ((ObjectNode) block).remove("block_id"));
            blocks.insert(1, line.array().get(0));
        }
        // chat.update unfurls nothing and knows no words about it.
        message.remove(List.of("unfurl_links", "unfurl_media"));
        return message.put("channel", channel).put("ts", thread.ts());
    }

    private static String since(Started thread, Incident incident) {
        Severity worst = thread.answered(incident.severity()).worst();
        return "Since then, in the thread: " + incident.tone().mark() + " " + incident.label() + ": "
                + incident.headline() + ". Worst of all so far: "
                + Tone.of(worst, false).mark() + " " + worst.wireName().toUpperCase(Locale.ROOT) + ".";
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
