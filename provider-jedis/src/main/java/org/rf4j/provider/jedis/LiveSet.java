package org.rf4j.provider.jedis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What a driver, or a node, has to end when it ends. */
final class LiveSet {

    private final @Nullable LiveSet parent;
    private final ReentrantLock lock;
    private final Set<Live> members = new HashSet<>();
    private @Nullable Loss end;

    /**
     * Creates a set.
     *
     * @param parent which gets this one's members too, or null
     */
    LiveSet(@Nullable LiveSet parent) {
        this.parent = parent;
        this.lock = parent == null ? new ReentrantLock() : parent.lock;
    }

    /** Adds and starts a member, here and in the parent. Returns null, or why it was ended at once instead. */
    @Nullable Loss add(Live live) {
        Loss refused;
        lock.lock();
        try {
            refused = end != null || parent == null ? end : parent.end;
            if (refused == null) {
                for (LiveSet set = this; set != null; set = set.parent) {
                    // Not earlier: the last act of a thread is no proof that it has ended.
                    set.members.removeIf(Live::isOver);
                    set.members.add(live);
                }
                live.start();
            }
        } finally {
            lock.unlock();
        }
        if (refused != null) {
            live.end(refused);
        }
        return refused;
    }

    /** Ends the members, and those that come later. Does not block. */
    void end(Loss why) {
        List<Live> all;
        lock.lock();
        try {
            if (end == null) {
                end = why;
            }
            all = List.copyOf(members);
        } finally {
            lock.unlock();
        }
        all.forEach(live -> live.end(why));
    }

    /** Waits until the members' threads have ended. */
    void join(long untilNanos) throws InterruptedException {
        List<Live> all;
        lock.lock();
        try {
            all = List.copyOf(members);
        } finally {
            lock.unlock();
        }
        for (Live live : all) {
            for (Thread thread : live.threads()) {
                join(thread, untilNanos);
            }
        }
    }

    static void join(@Nullable Thread thread, long untilNanos) throws InterruptedException {
        if (thread != null && thread != Thread.currentThread()) {
            TimeUnit.NANOSECONDS.timedJoin(thread, untilNanos - System.nanoTime());
        }
    }
}
