package org.rf4j.tck;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long this JVM was kept from running, by other processes or by its garbage collector: the time by which a thread that
 * sleeps for two milliseconds wakes up late. Bounds of the contract count the rest (clause F2: "the JVM not paused").
 */
final class Stalls implements AutoCloseable {

    private static final long SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** Less than this is what sleeping costs anyway. */
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** What is late before an event may be late for the event. */
    private static final long BEFORE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private record Stall(long fromNanos, long toNanos) {}

    private final Queue<Stall> stalls = new ConcurrentLinkedQueue<>();
    private final Loop sleeper = new Loop("tck-stalls", this::sleep);

    private void sleep() {
        long due = System.nanoTime() + SLEEP_NANOS;
        LockSupport.parkNanos(SLEEP_NANOS);
        long now = System.nanoTime();
        if (now - due > LEAST_NANOS) {
            stalls.add(new Stall(due, now));
        }
    }

    /** Returns how long something took that began with an event, without the stalls meanwhile and just before. */
    Duration running(long eventNanos, long endNanos) {
        long from = eventNanos - BEFORE_NANOS;
        long stalled = stalls.stream()
                .mapToLong(stall -> Math.min(stall.toNanos(), endNanos) - Math.max(stall.fromNanos(), from))
                .filter(overlap -> overlap > 0)
                .sum();
        return Duration.ofNanos(endNanos - eventNanos - stalled);
    }

    @Override
    public void close() {
        sleeper.end();
    }
}
