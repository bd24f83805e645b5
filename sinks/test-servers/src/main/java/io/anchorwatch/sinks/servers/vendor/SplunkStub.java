// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.servers.stub.Json;
import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.stub.VendorStub;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Splunk's HTTP Event Collector: {@code POST /services/collector/event} and, with indexer acknowledgement,
 * {@code POST /services/collector/ack}. The credentials are the token; an alert's id is {@code fields.alert_id}.
 *
 * <p>Checks token, channel (a GUID, asked for with acknowledgement only), 1,000,000 bytes a request as sent, events as JSON
 * objects one after another, {@code event} present and not blank, {@code fields} flat, {@code time} a number of seconds. One
 * bad event refuses all of the request, with its number; the documentation does not say what became of those before it.
 * Acknowledgement ids count up for each channel and are forgotten once they were told as true.
 *
 * @see <a href="https://docs.splunk.com/Documentation/Splunk/latest/Data/TroubleshootHTTPEventCollector">codes</a>
 * @see <a href="https://docs.splunk.com/Documentation/Splunk/latest/Data/AboutHECIDXAck">acknowledgement</a>
 * @see <a href="https://docs.splunk.com/Documentation/Splunk/latest/Data/FormateventsforHTTPEventCollector">events</a>
 */
public final class SplunkStub extends VendorStub {

    /** As {@code max_content_length} is set where this matters. */
    public static final int MOST_BYTES = 1_000_000;

    private static final Pattern GUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final boolean acknowledging;
    private final Map<String, Channel> channels = new HashMap<>();
    private volatile boolean withholding;

    private SplunkStub(StubSetup setup, String token, boolean acknowledging) {
        super(setup, token);
        this.acknowledging = acknowledging;
    }

    /** A collector with that token, with indexer acknowledgement or without. */
    public static SplunkStub start(StubSetup setup, String token, boolean acknowledging) {
        SplunkStub stub = new SplunkStub(setup, token, acknowledging);
        stub.open();
        return stub;
    }

    /** From now on tells that nothing is indexed yet, or tells the truth again. */
    public void withholdAcks(boolean on) {
        withholding = on;
    }

    @Override
    protected StubAnswer answer(StubRequest request) {
        String authorization = request.header("authorization").orElse("");
        if (authorization.isEmpty()) {
            return refuse(code(401, 2, "Token is required"));
        }
        if (!authorization.startsWith("Splunk ")) {
            return refuse(code(401, 3, "Invalid authorization"));
        }
        if (!authorized(request, "Splunk")) {
            return refuse(code(403, 4, "Invalid token"));
        }
        // The health endpoint, which a load balancer asks; code 17 says that it is well.
        if (request.method().equals("GET") && request.path().equals("/services/collector/health")) {
            return code(200, 17, "HEC is healthy");
        }
        if (!request.method().equals("POST")) {
            return refuse(StubAnswer.of(405));
        }
        return switch (request.path()) {
            case "/services/collector", "/services/collector/event", "/services/collector/event/1.0" -> events(request);
            case "/services/collector/ack" -> acks(request);
            default -> refuse(StubAnswer.of(404));
        };
    }

    private StubAnswer events(StubRequest request) {
        if (request.wire().length > MOST_BYTES) {
            String text = "Content-Length of " + request.wire().length + " too large (maximum is " + MOST_BYTES + ")";
            return refuse(code(413, 27, text));
        }
        Optional<String> channel = channel(request);
        if (acknowledging && channel.isEmpty()) {
            return refuse(code(400, 10, "Data channel is missing"));
        }
        if (channel.isPresent() && !GUID.matcher(channel.get()).matches()) {
            return refuse(code(400, 11, "Invalid data channel"));
        }
        Optional<List<JsonNode>> events = Json.readAll(request.body());
        if (events.isEmpty()) {
            return refuse(code(400, 6, "Invalid data format"));
        }
        if (events.get().isEmpty()) {
            return refuse(code(400, 5, "No data"));
        }
        for (int i = 0; i < events.get().size(); i++) {
            StubAnswer bad = judge(events.get().get(i), i);
            if (bad.status() != 200) {
                return bad;
            }
        }
        events.get().forEach(event -> accepted(id(event)));
        if (!acknowledging) {
            return code(200, 0, "Success");
        }
        Channel target = channels.computeIfAbsent(channel.orElseThrow(), c -> new Channel());
        return StubAnswer.json(200, "{\"text\":\"Success\",\"code\":0,\"ackId\":" + target.add() + "}");
    }

    private StubAnswer judge(JsonNode event, int number) {
        if (!event.isObject() || (event.has("time") && !seconds(event.path("time")))) {
            return refuse(bad(6, "Invalid data format", number));
        }
        JsonNode data = event.path("event");
        if (data.isMissingNode() || data.isNull()) {
            return refuse(bad(12, "Event field is required", number));
        }
        if (data.isTextual() && data.textValue().isBlank()) {
            return refuse(bad(13, "Event field cannot be blank", number));
        }
        for (JsonNode field : event.path("fields")) {
            if (field.isObject() || (field.isArray() && hasContainer(field))) {
                return refuse(bad(15, "Error in handling indexed fields", number));
            }
        }
        return faults().rejects(id(event)) ? refuse(bad(6, "Invalid data format", number)) : StubAnswer.of(200);
    }

    private static boolean hasContainer(JsonNode array) {
        for (JsonNode item : array) {
            if (item.isContainerNode()) {
                return true;
            }
        }
        return false;
    }

    private static boolean seconds(JsonNode time) {
        return time.isNumber() || time.asText().matches("[0-9]{1,12}(\\.[0-9]{1,9})?");
    }

    private StubAnswer acks(StubRequest request) {
        if (!acknowledging) {
            return refuse(code(400, 14, "ACK is disabled"));
        }
        Optional<String> name = channel(request);
        if (name.isEmpty()) {
            return refuse(code(400, 10, "Data channel is missing"));
        }
        JsonNode asked =
                Json.read(request.body()).map(body -> body.path("acks")).orElse(null);
        if (asked == null || !asked.isArray()) {
            return refuse(code(400, 6, "Invalid data format"));
        }
        Channel channel = channels.computeIfAbsent(name.get(), c -> new Channel());
        StringBuilder told = new StringBuilder();
        for (JsonNode id : asked) {
            boolean indexed = !withholding && channel.open.remove(id.asInt(-1));
            told.append(told.isEmpty() ? "" : ",")
                    .append('"')
                    .append(id.asInt())
                    .append("\":")
                    .append(indexed);
        }
        return StubAnswer.json(200, "{\"acks\":{" + told + "}}");
    }

    private static Optional<String> channel(StubRequest request) {
        return request.header("x-splunk-request-channel")
                .or(() -> Optional.ofNullable(request.query().get("channel")));
    }

    private static String id(JsonNode event) {
        return event.at("/fields/alert_id").asText();
    }

    private StubAnswer refuse(StubAnswer answer) {
        return refuse(answer, answer.status() == 404 ? "no such path" : new String(answer.body(), UTF_8));
    }

    private static StubAnswer code(int status, int code, String text) {
        return StubAnswer.json(status, "{\"text\":\"" + text + "\",\"code\":" + code + "}");
    }

    private static StubAnswer bad(int code, String text, int number) {
        return StubAnswer.json(
                400, "{\"text\":\"" + text + "\",\"code\":" + code + ",\"invalid-event-number\":" + number + "}");
    }

    private static final class Channel {

        private final TreeSet<Integer> open = new TreeSet<>();
        private int next;

        int add() {
            open.add(next);
            return next++;
        }
    }
}
