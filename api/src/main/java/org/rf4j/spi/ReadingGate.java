package org.rf4j.spi;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * For drivers with a thread that reads a connection: holds it up between two replies while
 * {@link NodeSubscriber#pause() paused}. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ReadingGate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private volatile boolean shut;
    private boolean over;

    /** Creates an open gate. */
    public ReadingGate() {}

    /** Shuts the gate; has no effect after {@link #end}. Does not block. */
    public void pause() {
        set(true, false);
    }

    /** Opens the gate. Does not block. */
    public void resume() {
        set(false, false);
    }

    /** Opens the gate for good, since the connection has ended. Does not block. */
    public void end() {
        set(false, true);
    }

    private void set(boolean toShut, boolean forGood) {
        lock.lock();
        try {
            over |= forGood;
            shut = toShut && !over;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Passes the gate; the reading thread calls it before each read, and waits here while the gate is shut. */
    public void pass() {
        if (shut) {
            lock.lock();
            try {
                while (shut) {
                    opened.awaitUninterruptibly();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
