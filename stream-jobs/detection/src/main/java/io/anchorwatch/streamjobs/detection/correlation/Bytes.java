// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.value.Wire;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** What hits and the states of groups have in common on the wire. */
final class Bytes {

    private Bytes() {}

    static void source(DataOutputStream out, Hit.Source source) throws IOException {
        Wire.text(out, source.eventId());
        Wire.text(out, source.auditId());
        Wire.text(out, source.stage());
    }

    static Hit.Source source(DataInputStream in) throws IOException {
        return new Hit.Source(Wire.text(in), Wire.text(in), Wire.text(in));
    }

    static void story(DataOutputStream out, Story story) throws IOException {
        Wire.text(out, story.actor().name());
        Wire.text(out, story.actor().kind());
        Wire.texts(out, story.actor().groups());
        Wire.text(out, story.actor().impersonating());
        Wire.text(out, story.client().address());
        Wire.texts(out, story.client().claimed());
        Wire.text(out, story.client().userAgent());
        Wire.text(out, story.verb());
        Wire.text(out, story.target().apiGroup());
        Wire.text(out, story.target().resource());
        Wire.text(out, story.target().subresource());
        Wire.text(out, story.target().namespace());
        Wire.text(out, story.target().name());
        Wire.text(out, story.target().uri());
        Wire.text(out, story.outcome().result());
        out.writeInt(story.outcome().code());
        Wire.text(out, story.outcome().reason());
    }

    static Story story(DataInputStream in) throws IOException {
        return new Story(
                new Alert.Actor(Wire.text(in), Wire.text(in), Wire.texts(in), Wire.text(in)),
                new Alert.Client(Wire.text(in), Wire.texts(in), Wire.text(in)),
                Wire.text(in),
                new Alert.Target(
                        Wire.text(in), Wire.text(in), Wire.text(in), Wire.text(in), Wire.text(in), Wire.text(in)),
                new Alert.Outcome(Wire.text(in), in.readInt(), Wire.text(in)));
    }
}
