package org.rf4j.internal;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.DriverContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one {@link org.rf4j.Redis}: one that makes every decision about topology and subscriptions, so that
 * those need no locks, one for events, one for continuations, and a pool for what may block. All are daemons.
 */
public final class Core implements DriverContext, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Core.class);
    private static final AtomicInteger INSTANCES = new AtomicInteger();
    private static final Future<?> NEVER = new java.util.concurrent.FutureTask<>(() -> null);

    private final String prefix = "rf4j-" + INSTANCES.incrementAndGet();
    private final ThreadFactory threads = factory("io");
    private final ScheduledThreadPoolExecutor decisions = new ScheduledThreadPoolExecutor(1, deciding());
    private final ThreadPoolExecutor blocking = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), factory("work"));

    private final ThreadPoolExecutor telling = one("events");
    private final ThreadPoolExecutor completing = one("calls");
    private volatile @Nullable Thread deciding;

    /** Starts no thread yet. */
    public Core() {
        decisions.setRemoveOnCancelPolicy(true);
        decisions.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        decisions.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    /** Returns one thread that takes its tasks in order, and is there while it has some. */
    private ThreadPoolExecutor one(String kind) {
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), factory(kind));
        one.allowCoreThreadTimeOut(true);
        return one;
    }

    private ThreadFactory deciding() {
        ThreadFactory factory = factory("core");
        return task -> {
            Thread thread = factory.newThread(task);
            deciding = thread;
            return thread;
        };
    }

    private ThreadFactory factory(String kind) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + "-" + kind + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Runs a task on the deciding thread; after close it is dropped. The task does not block. */
    public void execute(Runnable task) {
        try {
            decisions.execute(guarded(task));
        } catch (RejectedExecutionException closed) {
            LOG.trace("dropped a task after close", closed);
        }
    }

    /** Runs a task on the deciding thread after a delay; after close it is dropped. */
    public Future<?> schedule(Runnable task, Duration delay) {
        return scheduleNanos(task, delay.toNanos());
    }

    /** Runs a task on the deciding thread after a number of nanoseconds; after close it is dropped. */
    public Future<?> scheduleNanos(Runnable task, long nanos) {
        try {
            return decisions.schedule(guarded(task), nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.trace("dropped a timer after close", closed);
            return NEVER;
        }
    }

    /** Runs a task on the deciding thread again and again; after close no more. */
    public Future<?> every(Runnable task, Duration pause) {
        try {
            long nanos = pause.toNanos();
            return decisions.scheduleWithFixedDelay(guarded(task), nanos, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.trace("dropped a timer after close", closed);
            return NEVER;
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error defect) {
                // A defect in one decision must not end the thread that makes all the others.
                LOG.error("a task of the core failed; please report this", defect);
            }
        };
    }

    @Override
    public ThreadFactory threads() {
        return threads;
    }

    /** {@inheritDoc} After {@link #close()} tasks are rejected. */
    @Override
    public Executor blocking() {
        return blocking;
    }

    /** Returns the one thread on which events are told. After {@link #close()} tasks are rejected. */
    public Executor events() {
        return telling;
    }

    /** Returns whether this is the deciding thread, which must not run the code of users. */
    public boolean isDeciding() {
        return Thread.currentThread() == deciding;
    }

    /** Returns the one thread for continuations of users that no driver's thread runs. */
    public Executor completions() {
        return completing;
    }

    /** Ends the threads, waiting until the deadline at most. */
    public void close(long deadlineNanos) {
        decisions.shutdownNow();
        blocking.shutdownNow();
        telling.shutdownNow();
        completing.shutdown();
        boolean interrupted = false;
        for (ThreadPoolExecutor pool : new ThreadPoolExecutor[] {decisions, blocking, telling, completing}) {
            try {
                if (!pool.awaitTermination(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    LOG.warn(
                            "{}: threads of RF4J still run {} after close; a listener may be blocking{}",
                            prefix,
                            pool,
                            Guide.CLOSED);
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        // A continuation that blocks must not keep the futures behind it from ending.
        completing.shutdownNow().forEach(Runnable::run);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(System.nanoTime() + TimeUnit.SECONDS.toNanos(1));
    }
}
