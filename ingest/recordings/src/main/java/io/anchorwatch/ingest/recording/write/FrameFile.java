// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording.write;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file of lines in Zstandard frames, each with a checksum, its size and whole lines: a reader can begin at any frame, and
 * of a file that was cut only the last is lost.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8878">RFC 8878</a>
 */
final class FrameFile implements AutoCloseable {

    /** A frame holds that many bytes of text, and what its last line needs beyond. */
    private static final int FRAME = 1 << 20;

    private static final int LEVEL = 3;

    private final FileChannel channel;
    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true);
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream(FRAME + (FRAME >> 3));
    private Path path;
    private long size;

    /** Begins a new file; what stood at {@code path} is gone. */
    FrameFile(Path path) throws IOException {
        this.path = path;
        this.channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Adds a line, which holds no line feed. */
    void append(byte[] line) throws IOException {
        frame.writeBytes(line);
        frame.write('\n');
        if (frame.size() >= FRAME) {
            endFrame();
        }
    }

    /** Hands what was added to the operating system: it then survives the end of this process. */
    void endFrame() throws IOException {
        if (frame.size() > 0) {
            ByteBuffer packed = ByteBuffer.wrap(zstd.compress(frame.toByteArray()));
            frame.reset();
            while (packed.hasRemaining()) {
                size += channel.write(packed);
            }
        }
    }

    /** Bytes in the file. */
    long size() {
        return size;
    }

    /** Gives the open file another name, replacing what has it. */
    void rename(Path other) throws IOException {
        Files.move(path, other, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        path = other;
    }

    /** Makes the file complete under that name: when it is there, all of it is on disk. */
    void complete(Path as) throws IOException {
        endFrame();
        channel.force(true);
        close();
        if (Files.exists(as)) {
            throw new FileAlreadyExistsException(as + " is there already");
        }
        Files.move(path, as, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(as);
    }

    private static void syncFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                entries.force(true);
            }
        }
    }

    @Override
    public void close() throws IOException {
        zstd.close();
        channel.close();
    }
}
