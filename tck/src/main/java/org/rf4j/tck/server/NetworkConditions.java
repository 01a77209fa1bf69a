package org.rf4j.tck.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a proxy does to what passes it: nothing, hold it back for a time, or let nothing pass. */
final class NetworkConditions {

    private volatile long delayNanos;
    private boolean still;

    synchronized void still() {
        still = true;
    }

    void delay(Duration delay) {
        delayNanos = delay.toNanos();
    }

    synchronized void clear() {
        delayNanos = 0;
        still = false;
        notifyAll();
    }

    /** Returns the time at which what comes in now may pass. */
    long dueNanos() {
        return System.nanoTime() + delayNanos;
    }

    /** Waits until something may pass that is due at a time. */
    void await(long dueNanos) throws InterruptedException {
        awaitDue(dueNanos);
        synchronized (this) {
            while (still) {
                wait();
            }
        }
    }

    private static void awaitDue(long dueNanos) throws InterruptedException {
        for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }
}
