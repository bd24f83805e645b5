// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.alert.Alert;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The shapes that our binary formats share. Counts and lengths are 32 bit, texts UTF-8, big-endian. */
final class Bytes {

    private Bytes() {}

    /** Writes something. */
    interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    /** Reads something. */
    interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    static byte[] write(int version, Writing content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(version);
            content.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static <T> T read(byte[] bytes, int version, Reading<T> content) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int written = in.readUnsignedByte();
            if (written != version) {
                throw new IOException("written by another version (" + written + ")");
            }
            return content.from(in);
        } catch (IOException damaged) {
            throw new UncheckedIOException("the state of a correlation is damaged", damaged);
        }
    }

    static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a text runs past the end");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void texts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            text(out, text);
        }
    }

    static List<String> texts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(text(in));
        }
        return texts;
    }

    static void source(DataOutputStream out, Hit.Source source) throws IOException {
        text(out, source.eventId());
        text(out, source.auditId());
        text(out, source.stage());
    }

    static Hit.Source source(DataInputStream in) throws IOException {
        return new Hit.Source(text(in), text(in), text(in));
    }

    static void story(DataOutputStream out, Story story) throws IOException {
        text(out, story.actor().name());
        text(out, story.actor().kind());
        texts(out, story.actor().groups());
        text(out, story.actor().impersonating());
        text(out, story.client().address());
        texts(out, story.client().claimed());
        text(out, story.client().userAgent());
        text(out, story.verb());
        text(out, story.target().apiGroup());
        text(out, story.target().resource());
        text(out, story.target().subresource());
        text(out, story.target().namespace());
        text(out, story.target().name());
        text(out, story.target().uri());
        text(out, story.outcome().result());
        out.writeInt(story.outcome().code());
        text(out, story.outcome().reason());
    }

    static Story story(DataInputStream in) throws IOException {
        return new Story(
                new Alert.Actor(text(in), text(in), texts(in), text(in)),
                new Alert.Client(text(in), texts(in), text(in)),
                text(in),
                new Alert.Target(text(in), text(in), text(in), text(in), text(in), text(in)),
                new Alert.Outcome(text(in), in.readInt(), text(in)));
    }
}
