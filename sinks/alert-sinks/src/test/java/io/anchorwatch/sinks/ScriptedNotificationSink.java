// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import io.anchorwatch.sinks.DeliveryResult.Delivered;
import io.anchorwatch.streamjobs.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A sink for people that does as the test says and writes down what it answered as delivered. */
public final class ScriptedNotificationSink implements NotificationSink {

    private final String name;
    private final Function<Notification, DeliveryResult> script;
    private final List<Notification> delivered = new ArrayList<>();

    private ScriptedNotificationSink(String name, Function<Notification, DeliveryResult> script) {
        this.name = name;
        this.script = script;
    }

    /** A sink that answers each message for itself. */
    public static ScriptedNotificationSink each(String name, Function<Notification, DeliveryResult> answer) {
        return new ScriptedNotificationSink(name, answer);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<DeliveryResult> notify(List<Notification> messages) {
        List<DeliveryResult> results = new ArrayList<>();
        for (Notification message : messages) {
            DeliveryResult result = script.apply(message);
            results.add(result);
            if (result instanceof Delivered) {
                synchronized (delivered) {
                    delivered.add(message);
                }
            }
        }
        return results;
    }

    public List<Notification> delivered() {
        synchronized (delivered) {
            return List.copyOf(delivered);
        }
    }

    /** Ids of the alerts told, in order. */
    public List<String> ids() {
        return delivered().stream()
                .flatMap(message -> message.alerts().stream())
                .map(Alert::id)
                .toList();
    }

    @Override
    public void close() {}
}
