// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.value;

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
public final class Wire {

    private Wire() {}

    /** Writes something. */
    public interface Writing {
        /** Writes it. */
        void to(DataOutputStream out) throws IOException;
    }

    /** Reads something. */
    public interface Reading<T> {
        /** Reads it. */
        T from(DataInputStream in) throws IOException;
    }

    /** Bytes that begin with their version. */
    public static byte[] write(int version, Writing content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(version);
            content.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Reads them back; throws UncheckedIOException for another version or damaged bytes. */
    public static <T> T read(byte[] bytes, int version, Reading<T> content) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int written = in.readUnsignedByte();
            if (written != version) {
                throw new IOException("written by another version (" + written + ")");
            }
            return content.from(in);
        } catch (IOException damaged) {
            throw new UncheckedIOException("the state of a job is damaged", damaged);
        }
    }

    /** Writes bytes with their length. */
    public static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Reads bytes with their length. */
    public static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a text runs past the end");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    /** Writes a text. */
    public static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a text. */
    public static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    /** Writes texts. */
    public static void texts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            text(out, text);
        }
    }

    /** Reads texts. */
    public static List<String> texts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(text(in));
        }
        return texts;
    }
}
