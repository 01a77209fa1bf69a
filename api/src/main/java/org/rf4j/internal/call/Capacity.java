package org.rf4j.internal.call;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What may be parked at the same time, in all places together (clause C5). */
final class Capacity {

    private final int maxCalls;
    private final long maxBytes;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Capacity(int maxCalls, long maxBytes) {
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
    }

    /** Takes the room for one call; false if there is none. */
    boolean take(long size) {
        if (calls.incrementAndGet() > maxCalls) {
            calls.decrementAndGet();
            return false;
        }
        if (bytes.addAndGet(size) > maxBytes) {
            give(size);
            return false;
        }
        return true;
    }

    /** Takes the room for a call that had it a moment ago. */
    void takeBack(long size) {
        calls.incrementAndGet();
        bytes.addAndGet(size);
    }

    void give(long size) {
        calls.decrementAndGet();
        bytes.addAndGet(-size);
    }

    @Override
    public String toString() {
        return calls + " of " + maxCalls + " calls and " + bytes + " of " + maxBytes + " bytes parked";
    }
}
