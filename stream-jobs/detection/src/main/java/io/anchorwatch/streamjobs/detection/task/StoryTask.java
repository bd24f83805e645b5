// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.event.ObjectChangeCodec;
import io.anchorwatch.ingest.event.ObjectResult;
import io.anchorwatch.ingest.event.WatchNoticeCodec;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.correlation.SortedStore;
import io.anchorwatch.streamjobs.detection.drift.Attribution;
import io.anchorwatch.streamjobs.detection.story.StoryEngine;
import io.anchorwatch.streamjobs.detection.story.StoryOutput;
import io.anchorwatch.streamjobs.detection.story.StorySettings;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the objects of its namespaces, joins their changes with the requests that made them, and judges them. Not
 * thread-safe.
 */
public final class StoryTask implements StoryOutput {

    private final RulesInForce rules;
    private final SortedStore store;
    private final StorySettings settings;
    private final TaskOutput output;
    private final TaskMetrics metrics;
    private final ObjectChangeCodec changes = new ObjectChangeCodec(EventLimits.DEFAULT);
    private @Nullable CompiledRules compiled;
    private @Nullable StoryEngine engine;

    /** Goes on with what the store holds. */
    public StoryTask(
            RulesInForce rules, SortedStore store, StorySettings settings, TaskOutput output, TaskMetrics metrics) {
        this.rules = rules;
        this.store = store;
        this.settings = settings;
        this.output = output;
        this.metrics = metrics;
    }

    /** Takes a request, a change, a watcher's notice, or how far a source has come. */
    public void accept(StoryMessage message) {
        StoryEngine current = engine();
        if (message instanceof StoryMessage.Wrote wrote) {
            current.write(wrote.write());
        } else if (message instanceof StoryMessage.Changed changed) {
            if (changes.decode(changed.cluster(), changed.json()) instanceof ObjectResult.Decoded decoded) {
                if (changed.lateMicros() == StoryMessage.IN_TIME) {
                    current.change(decoded.change());
                } else {
                    current.lateChange(decoded.change(), changed.lateMicros());
                }
            }
        } else if (message instanceof StoryMessage.Noticed noticed) {
            WatchNoticeCodec.decode(noticed.cluster(), noticed.json()).ifPresent(current::notice);
        } else if (message instanceof StoryMessage.Came came) {
            Reached reached = came.reached();
            if (came.audit() && reached.eventMicros() != Long.MIN_VALUE) {
                current.alive(reached.cluster(), reached.eventMicros());
            }
            current.progress(came.source(), reached.cluster(), reached.timeMicros());
        }
    }

    /** The engine of the rules in force; another set goes on with what the store holds. */
    private StoryEngine engine() {
        CompiledRules now = rules.current();
        @Nullable StoryEngine known = engine;
        if (known == null || !now.equals(compiled)) {
            known = new StoryEngine(now.timeline(), store, settings, this);
            engine = known;
            compiled = now;
        }
        return known;
    }

    @Override
    public void alert(Alert alert) {
        output.alert(alert);
    }

    @Override
    public void unjudged(Unjudged why) {
        metrics.change(why.name());
    }

    @Override
    public void judged(Attribution attribution, long waitedMicros) {
        metrics.change(attribution.wireName());
        metrics.waited(waitedMicros);
    }

    @Override
    public void failed(String rule, String why) {
        metrics.failed(rule);
    }
}
