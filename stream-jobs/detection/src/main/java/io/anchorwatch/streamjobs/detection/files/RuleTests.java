// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.detection.drift.Activity;
import io.anchorwatch.streamjobs.detection.drift.Drift;
import io.anchorwatch.streamjobs.detection.engine.Detector;
import io.anchorwatch.streamjobs.detection.engine.DriftDetector;
import io.anchorwatch.streamjobs.detection.engine.InMemoryRequestLog;
import io.anchorwatch.streamjobs.detection.engine.Judgement;
import io.anchorwatch.streamjobs.detection.job.InMemoryJob;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The test cases of a rule: {@code tests.yaml} beside {@code rule.yaml}, a list of {@code name}, {@code match} (true or
 * false) and {@code event} (an audit event, only the fields that matter) or {@code events} (several: the last counts,
 * for a correlation all of them), or {@code change} (a change of an object, see {@link ChangeCase}), or {@code notice}
 * (what a watcher says of itself, see {@link NoticeCase}).
 */
public final class RuleTests {

    static final String FILE = "tests.yaml";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A case.
     *
     * @param rule id of the rule under test: the name of the folder
     * @param name what the case shows
     * @param match whether the rule has to match
     * @param events events as JSON, in order; the rule has to match the last, or not
     * @param drift a change of an object instead, or null
     * @param notice what a watcher says of itself instead, or null
     */
    public record Case(
            String rule,
            String name,
            boolean match,
            List<byte[]> events,
            @Nullable Drift drift,
            @Nullable WatchNotice notice) {

        public Case {
            events = List.copyOf(events);
        }

        /** On events. */
        public Case(String rule, String name, boolean match, List<byte[]> events) {
            this(rule, name, match, events, null, null);
        }

        /** Whether it is about what the object stream tells, not about requests. */
        public boolean isOfObjects() {
            return drift != null || notice != null;
        }

        /** What rules see, in order: the events, or the activity that stands for a change or a notice. */
        public List<byte[]> seen() {
            if (drift != null) {
                return List.of(Activity.of(drift));
            }
            return notice == null ? events : List.of(Activity.of(notice));
        }

        /**
         * Runs the case on its rule alone.
         *
         * @return empty when it passes, else one line on what went wrong
         */
        public String run(RuleSet rules) {
            return rules.correlations().stream()
                            .anyMatch(candidate -> candidate.id().equals(rule))
                    ? runOverTime(rules)
                    : runAlone(rules);
        }

        /** A correlation sees all the events and the rules it builds on; it has to tell something, or nothing. */
        private String runOverTime(RuleSet rules) {
            List<Alert> told = new ArrayList<>();
            InMemoryJob job = new InMemoryJob(rules, CorrelationSettings.settledInOnePlace(), alert -> {
                if (alert.rule().id().equals(rule)) {
                    told.add(alert);
                }
            });
            for (int i = 0; i < events.size(); i++) {
                try {
                    Instant time = Instant.parse(
                            JSON.readTree(events.get(i)).path("stageTimestamp").asText());
                    job.accept("test", "event-" + i, events.get(i), time);
                } catch (IOException | DateTimeParseException unreadable) {
                    return "event " + (i + 1) + " can't be read: " + unreadable.getMessage();
                }
            }
            job.finish();
            return verdict(!told.isEmpty());
        }

        private String verdict(boolean matched) {
            return matched == match ? "" : "expected " + (match ? "a match" : "no match") + ", got the opposite";
        }

        private String runAlone(RuleSet rules) {
            List<Rule> own = rules.rules().stream()
                    .filter(candidate -> candidate.id().equals(rule))
                    .toList();
            if (own.isEmpty()) {
                return "there is no rule '" + rule + "': name the folder as the rule";
            }
            RuleSet alone = new RuleSet(own, List.of()).with(rules.noise());
            if (drift != null) {
                return verdict(!new DriftDetector(alone).fired(drift).isEmpty());
            }
            if (notice != null) {
                return verdict(!new DriftDetector(alone).fired(notice).isEmpty());
            }
            Detector detector = new Detector(alone);
            InMemoryRequestLog log = new InMemoryRequestLog();
            boolean matched = false;
            for (int i = 0; i < events.size(); i++) {
                Judgement judgement = detector.judge("test", "event-" + i, events.get(i), log);
                if (judgement instanceof Judgement.Unreadable unreadable) {
                    return "the event can't be read: " + unreadable.reason();
                }
                matched = judgement instanceof Judgement.Evaluated evaluated
                        && !evaluated.alerts().isEmpty();
            }
            return verdict(matched);
        }
    }

    private RuleTests() {}

    /**
     * Reads a test file.
     *
     * @throws IOException when the file can't be read or has another shape; says which case and why
     */
    public static List<Case> read(Path file) throws IOException {
        String rule =
                String.valueOf(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder")
                        .getFileName());
        Object loaded;
        try {
            loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        } catch (YAMLException invalid) {
            throw new IOException(file + ": " + invalid.getMessage(), invalid);
        }
        if (!(loaded instanceof List<?> items)) {
            throw new IOException(file + ": must be a list of cases with 'name', 'match' and 'event'");
        }
        List<Case> cases = new ArrayList<>();
        for (Object item : items) {
            cases.add(read(file, rule, item));
        }
        return cases;
    }

    private static Case read(Path file, String rule, Object item) throws IOException {
        if (item instanceof Map<?, ?> entries
                && entries.size() == 3
                && entries.get("name") instanceof String name
                && entries.get("match") instanceof Boolean match) {
            if (entries.get("change") instanceof Map<?, ?> change) {
                return new Case(rule, name, match, List.of(), ChangeCase.read(file, change), null);
            }
            if (entries.get("notice") instanceof Map<?, ?> notice) {
                return new Case(rule, name, match, List.of(), null, NoticeCase.read(file, notice));
            }
            Object events = entries.containsKey("event") ? List.of(entries.get("event")) : entries.get("events");
            if (events instanceof List<?> list
                    && !list.isEmpty()
                    && list.stream().allMatch(Map.class::isInstance)) {
                List<byte[]> json = new ArrayList<>();
                for (Object event : list) {
                    json.add(json(file, (Map<?, ?>) event));
                }
                return new Case(rule, name, match, json);
            }
        }
        throw new IOException(file
                + ": a case has exactly 'name', 'match' (true or false) and 'event', 'events', 'change' or 'notice',"
                + " not "
                + item);
    }

    /** Cases leave out what does not matter; every event has a time. */
    private static byte[] json(Path file, Map<?, ?> event) throws IOException {
        Map<Object, Object> complete = new LinkedHashMap<>(event);
        complete.putIfAbsent("stage", "ResponseComplete");
        complete.putIfAbsent("auditID", "00000000-0000-4000-8000-000000000000");
        complete.putIfAbsent("stageTimestamp", "2026-01-01T00:00:00.000000Z");
        try {
            return JSON.writeValueAsBytes(complete);
        } catch (JsonProcessingException invalid) {
            throw new IOException(file + ": " + invalid.getMessage(), invalid);
        }
    }
}
