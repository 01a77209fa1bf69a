package org.rf4j.tck.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ports that this virtual machine may use, and no other of the same user does: a server that is down for a while
 * finds its port free when it comes back. A block is reserved by a lock on a file, which ends with this virtual machine.
 */
final class PortBlock {

    private static final Logger LOG = LoggerFactory.getLogger(PortBlock.class);

    /**
     * Below the ranges from which systems take the local ports of clients. Otherwise a client could be given the port of
     * a server that is down just then, which could not come back, or even connect to itself.
     */
    private static final int FIRST = 11_000;

    /** The nodes of a cluster also listen at 10,000 above, which is beyond the last block. */
    private static final int BLOCKS = 20;

    private static final int SIZE = 500;

    private final int first;
    private final int count;

    /** Held as long as this virtual machine runs. */
    private final @Nullable FileLock lock;

    private PortBlock(int first, int count, @Nullable FileLock lock) {
        this.first = first;
        this.count = count;
        this.lock = lock;
    }

    /** Reserves a block; all ports together, with a warning, if none can be reserved. */
    static PortBlock reserve() {
        List<Integer> blocks = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            blocks.add(i);
        }
        Collections.shuffle(blocks);
        try {
            Path directory = Files.createDirectories(
                    Path.of(System.getProperty("java.io.tmpdir"), "rf4j-tck-ports-" + System.getProperty("user.name")));
            for (int block : blocks) {
                FileLock lock = lock(directory.resolve(Integer.toString(block)));
                if (lock != null) {
                    return new PortBlock(FIRST + block * SIZE, SIZE, lock);
                }
            }
            LOG.warn("all {} blocks of ports are in use; others may take the port of a server that is down", BLOCKS);
        } catch (IOException e) {
            LOG.warn("no ports can be reserved, others may take that of a server that is down: {}", e.toString());
        }
        return new PortBlock(FIRST, BLOCKS * SIZE, null);
    }

    private static @Nullable FileLock lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldByAnotherClassLoader) {
            LOG.trace("{} is held within this virtual machine", file);
        }
        if (lock == null) {
            channel.close();
        }
        return lock;
    }

    int first() {
        return first;
    }

    int count() {
        return count;
    }

    /** Returns the ports, and whether they are reserved. */
    @Override
    public String toString() {
        return first + " to " + (first + count - 1) + (lock == null ? "" : ", reserved");
    }
}
