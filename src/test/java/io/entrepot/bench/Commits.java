package io.entrepot.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What being durable costs on this disk, measured beside the figures that it is part of. */
final class Commits {

    private static final int TIMES = 300;
    private static final int PAGE = 4096;

    private Commits() {}

    /** Commits, one after another. */
    static Times ofDatabase(StockWriter writer) throws Exception {
        long[] nanos = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            writer.commitOnly();
            nanos[i] = System.nanoTime() - start;
        }
        return Times.of(nanos);
    }

    /** Pages of 4 KiB appended to a file and forced to the disk, one after another. */
    static Times ofDisk(Path folder) throws IOException {
        long[] nanos = new long[TIMES];
        try (FileChannel file =
                FileChannel.open(folder.resolve("fsync"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer page = ByteBuffer.allocate(PAGE);
            for (int i = 0; i < TIMES; i++) {
                long start = System.nanoTime();
                file.write(page.clear());
                file.force(false);
                nanos[i] = System.nanoTime() - start;
            }
        }
        return Times.of(nanos);
    }
}
