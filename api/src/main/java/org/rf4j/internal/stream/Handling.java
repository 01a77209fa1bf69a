package org.rf4j.internal.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rf4j.RedisClosedException;
import org.rf4j.RedisException;
import org.rf4j.command.PendingEntry;
import org.rf4j.command.StreamEntry;
import org.rf4j.command.StreamId;
import org.rf4j.command.StreamRange;
import org.rf4j.internal.Guide;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the entries that a consumer was given: handled, tried again, given up, acknowledged. Each is known from
 * its delivery until the server has confirmed the acknowledgement, so that none is handled twice at once here, and none
 * is forgotten. Thread-safe.
 */
final class Handling {

    private static final Logger LOG = LoggerFactory.getLogger(Handling.class);

    private final ConsumerSettings settings;
    private final EntryHandler handler;
    private final GroupCommands group;
    private final Counts counts;
    private final ScheduledExecutorService timer;
    private final Lanes lanes;

    /** Whether this thread is in a handler, which must not wait for itself. */
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition less = lock.newCondition();
    private final Map<StreamId, Work> underWay = new HashMap<>();
    private int unacknowledged;
    private volatile boolean stopped;

    Handling(
            ConsumerSettings settings,
            EntryHandler handler,
            GroupCommands group,
            Counts counts,
            ScheduledExecutorService timer,
            Executor executor) {
        this.settings = settings;
        this.handler = handler;
        this.group = group;
        this.counts = counts;
        this.timer = timer;
        this.lanes = new Lanes(executor, settings.concurrency(), this::step);
    }

    // ---------------------------------------------------------------- in

    /** Returns how many entries there are. */
    int size() {
        lock.lock();
        try {
            return underWay.size();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many more entries may come; waits until it is one at least, but no longer than that. */
    int awaitRoom(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (underWay.size() >= settings.most() && left > 0 && !stopped) {
                left = less.awaitNanos(left);
            }
            return settings.most() - underWay.size();
        } finally {
            lock.unlock();
        }
    }

    boolean has(StreamId id) {
        lock.lock();
        try {
            return underWay.containsKey(id);
        } finally {
            lock.unlock();
        }
    }

    /** Takes entries in that were delivered to this consumer; those that it has already are not handled a second time. */
    void accept(List<StreamEntry<byte[], byte[]>> entries, Function<StreamId, Long> deliveries) {
        for (StreamEntry<byte[], byte[]> entry : entries) {
            Work work = new Work(entry, handler.orderOf(entry), deliveries.apply(entry.id()));
            if (enter(work)) {
                counts.delivered.increment();
                lanes.add(work);
            }
        }
    }

    private boolean enter(Work work) {
        lock.lock();
        try {
            Work before = underWay.putIfAbsent(work.id(), work);
            if (before == null) {
                return true;
            }
            Work last = last(before);
            if (!last.isSame(work.entry())) {
                LOG.info("{} is another entry than it was before a failover; both are handled", work.id());
                last.supersede(work);
                counts.delivered.increment();
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private static Work last(Work first) {
        Work last = first;
        while (last.successor() != null) {
            last = last.successor();
        }
        return last;
    }

    // ---------------------------------------------------------------- one entry

    /** Does what is to be done with an entry now; false if it has to be done again later. */
    private boolean step(Work work) {
        if (stopped) {
            return false;
        }
        inside.set(true);
        try {
            String verdict = work.verdict();
            if (verdict != null) {
                return giveUp(work, verdict);
            }
            if (work.failures() > 0 && !deliverAgain(work)) {
                forget(work);
                return true;
            }
            if (work.count() > settings.maxDeliveries()) {
                return giveUp(work, "it was delivered " + (work.count() - 1) + " times and never acknowledged");
            }
            return handle(work);
        } catch (RedisException failure) {
            later(work, failure);
            return false;
        } finally {
            inside.remove();
        }
    }

    private boolean handle(Work work) {
        long began = System.nanoTime();
        try {
            handler.handle(work.entry(), work.count());
        } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            counts.failed.increment();
            counts.tell(listener -> listener.onFailed(work.id(), failure, work.count()));
            if (stopped) {
                return false;
            }
            if (work.count() >= settings.maxDeliveries()) {
                return giveUp(work, failure.toString());
            }
            LOG.debug("the handler failed at {}, delivery {}", work.id(), work.count(), failure);
            later(work, null);
            return false;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        counts.handled.increment();
        counts.tell(listener -> listener.onHandled(work.id(), took, work.count()));
        acknowledge(work);
        return true;
    }

    /** Counts one more delivery; false if the entry is somebody else's by now, or was deleted. */
    private boolean deliverAgain(Work work) {
        List<PendingEntry> pending = group.own(StreamRange.closed(work.id(), work.id()), 1);
        if (pending.isEmpty() || group.take(List.of(work.id())).isEmpty()) {
            LOG.debug("{} is no longer pending here", work.id());
            return false;
        }
        work.deliveredAgain(pending.get(0).deliveries() + 1);
        return true;
    }

    private boolean giveUp(Work work, String reason) {
        work.condemn(reason);
        group.bury(work.entry(), work.count(), reason);
        counts.deadLettered.increment();
        LOG.warn(
                "{} of {} is given up after {} deliveries, and stands in {}: {}",
                work.id(),
                settings.stream(),
                work.count(),
                settings.deadLetters(),
                Guide.STREAM_CONSUMERS.after(reason));
        counts.tell(listener -> listener.onDeadLetter(work.id(), reason));
        acknowledge(work);
        return true;
    }

    private void later(Work work, @Nullable RedisException trouble) {
        if (trouble instanceof RedisClosedException || stopped) {
            return;
        }
        if (trouble != null) {
            counts.tell(listener -> listener.onError(trouble));
        }
        Duration pause = settings.retryPause().pause(work.failed());
        timer.schedule(() -> lanes.again(work), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    // ---------------------------------------------------------------- out

    private void acknowledge(Work work) {
        if (isSuperseded(work)) {
            forget(work);
            return;
        }
        unacknowledged(1);
        group.acknowledge(work.id()).whenComplete((acknowledged, failure) -> {
            unacknowledged(-1);
            if (failure == null) {
                counts.acknowledged.add(acknowledged);
                forget(work);
            } else if (!(failure instanceof RedisClosedException) && !timer.isShutdown()) {
                // It is handled: only the acknowledgement is tried again.
                timer.schedule(
                        () -> acknowledge(work),
                        settings.retryPause().pause(work.failed()).toNanos(),
                        TimeUnit.NANOSECONDS);
            }
        });
    }

    private void unacknowledged(int more) {
        lock.lock();
        try {
            unacknowledged += more;
            less.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isSuperseded(Work work) {
        lock.lock();
        try {
            return work.successor() != null;
        } finally {
            lock.unlock();
        }
    }

    /** The entry is done with; another one of the same ID comes in its place. */
    private void forget(Work work) {
        Work successor;
        lock.lock();
        try {
            successor = work.successor();
            if (successor == null) {
                underWay.remove(work.id());
            } else {
                underWay.put(work.id(), successor);
            }
            less.signalAll();
        } finally {
            lock.unlock();
        }
        if (successor != null) {
            lanes.add(successor);
        }
    }

    /** Shows the server that what is under way here is not abandoned. */
    void renew(Duration idle) {
        List<StreamId> ids = group.ownIdle(idle, Math.max(1, settings.most())).stream()
                .map(PendingEntry::id)
                .filter(this::has)
                .collect(Collectors.toCollection(ArrayList::new));
        if (!ids.isEmpty()) {
            group.renew(ids);
        }
    }

    // ---------------------------------------------------------------- the end

    /** Begins with no more entries; what was not begun stays pending. */
    void stop() {
        stopped = true;
        lanes.stop();
        lock.lock();
        try {
            less.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the handlers that run, except for one that has called this; false if the time is over before. */
    boolean awaitHandlers(long deadlineNanos) throws InterruptedException {
        return lanes.awaitRunning(inside.get() ? 1 : 0, deadlineNanos - System.nanoTime());
    }

    /** Waits for the answers to the acknowledgements that were sent. */
    void awaitAcknowledged(long deadlineNanos) throws InterruptedException {
        lock.lock();
        try {
            long left = deadlineNanos - System.nanoTime();
            while (unacknowledged > 0 && left > 0) {
                left = less.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
