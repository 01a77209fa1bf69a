package org.rf4j.internal.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Runs work: what has the same order one after the other, of the rest so much at once as is allowed. Thread-safe. */
final class Lanes {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Map<Object, Deque<Work>> lanes = new HashMap<>();
    private final Deque<Object> ready = new ArrayDeque<>();
    private final Executor executor;
    private final int concurrency;
    private final Predicate<Work> step;
    private int running;
    private boolean stopped;

    /**
     * Creates lanes.
     *
     * @param step does the work, on a thread of the executor; false if it has to be done again, and its lane stands still
     *     until {@link #again}
     */
    Lanes(Executor executor, int concurrency, Predicate<Work> step) {
        this.executor = executor;
        this.concurrency = concurrency;
        this.step = step;
    }

    void add(Work work) {
        run(locked(() -> {
            Deque<Work> lane = lanes.get(work.order());
            if (lane == null) {
                lane = new ArrayDeque<>();
                lanes.put(work.order(), lane);
                ready.add(work.order());
            }
            lane.add(work);
            return begin();
        }));
    }

    /** Work that was not done is to be tried again. */
    void again(Work work) {
        run(locked(() -> {
            ready.add(work.order());
            return begin();
        }));
    }

    /** Begins nothing more; what is waiting is left. */
    void stop() {
        locked(() -> stopped = true);
    }

    /** Waits until so many still run; false if the time is over before. */
    boolean awaitRunning(int most, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (running > most) {
                if (left <= 0) {
                    return false;
                }
                left = ended.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Returns what is to run now, counted as running. */
    private List<Work> begin() {
        List<Work> begun = new ArrayList<>();
        while (!stopped && running < concurrency && !ready.isEmpty()) {
            Deque<Work> lane = lanes.get(ready.poll());
            if (lane != null) {
                begun.add(lane.element());
                running++;
            }
        }
        return begun;
    }

    /** Not under the lock: an executor may run what it is given at once. */
    private void run(List<Work> begun) {
        for (Work work : begun) {
            executor.execute(() -> {
                boolean done = false;
                try {
                    done = step.test(work);
                } finally {
                    end(work, done);
                }
            });
        }
    }

    private void end(Work work, boolean done) {
        run(locked(() -> {
            running--;
            ended.signalAll();
            Deque<Work> lane = lanes.get(work.order());
            if (done && lane != null) {
                lane.remove();
                if (lane.isEmpty()) {
                    lanes.remove(work.order());
                } else {
                    ready.add(work.order());
                }
            }
            return begin();
        }));
    }
}
