// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a file of sorted items: packed, with a checksum, with a mark at its end. */
final class RunWriter implements AutoCloseable {

    /** In the place of a length. */
    static final int END = -1;

    private static final int BUFFER = 1 << 16;

    private final FileChannel file;
    private final DataOutputStream out;

    RunWriter(Path path) throws IOException {
        file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        ZstdOutputStream packed = new ZstdOutputStream(Channels.newOutputStream(file), 1);
        packed.setChecksum(true);
        packed.setCloseFrameOnFlush(true);
        out = new DataOutputStream(new BufferedOutputStream(packed, BUFFER));
    }

    void write(SortedRuns.Item item) throws IOException {
        out.writeInt(item.key().length);
        out.writeInt(item.value().length);
        out.write(item.key());
        out.write(item.value());
    }

    /** Nothing more comes; if it is to outlive this process, all is on disk when this returns. */
    void end(boolean outlive) throws IOException {
        out.writeInt(END);
        out.flush();
        if (outlive) {
            file.force(false);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
