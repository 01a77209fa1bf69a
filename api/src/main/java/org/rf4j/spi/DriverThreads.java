package org.rf4j.spi;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a driver, made by the factory that {@linkplain DriverContext#threads() the core lends}, and remembered,
 * so that {@link Driver#close()} can wait for their end. Thread-safe.
 *
 * @since 0.1.0
 */
public final class DriverThreads implements ThreadFactory {

    private final ThreadFactory lent;
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

    /**
     * Creates a factory.
     *
     * @param lent makes the threads
     */
    public DriverThreads(ThreadFactory lent) {
        this.lent = lent;
    }

    @Override
    public Thread newThread(Runnable work) {
        threads.removeIf(other -> other.getState() == Thread.State.TERMINATED);
        Thread thread = lent.newThread(work);
        threads.add(thread);
        return thread;
    }

    /**
     * Waits until the threads have ended, but for the one that calls, as a driver may be closed from a callback. Waits also
     * if interrupted, since whoever is must not leave threads behind; the interrupt is there afterwards.
     *
     * @param limit how long to wait at most
     */
    public void awaitEnd(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread != Thread.currentThread() && thread.isAlive() && deadline - System.nanoTime() > 0) {
                try {
                    TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
