package org.rf4j.internal;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one after the other on another executor, in the order in which they were given. */
public final class Serial implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(Serial.class);

    private final Executor below;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;
    private volatile @Nullable Thread runner;

    /** Creates a queue over an executor. */
    public Serial(Executor below) {
        this.below = below;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        start();
    }

    /** Returns whether the calling thread is running a task of this queue. */
    public boolean isCurrent() {
        return runner == Thread.currentThread();
    }

    private void start() {
        try {
            below.execute(this::run);
        } catch (RuntimeException rejected) {
            synchronized (tasks) {
                running = false;
                tasks.clear();
            }
            LOG.debug("an executor refused work; it was dropped", rejected);
        }
    }

    private void run() {
        runner = Thread.currentThread();
        try {
            for (Runnable task = next(); task != null; task = next()) {
                try {
                    task.run();
                } catch (RuntimeException | Error failure) {
                    LOG.warn("a listener failed; what follows goes on", failure);
                }
            }
        } finally {
            runner = null;
        }
    }

    private @Nullable Runnable next() {
        synchronized (tasks) {
            Runnable task = tasks.poll();
            if (task == null) {
                // Cleared in the same lock as the flag: a task added from now on starts a new run.
                runner = null;
                running = false;
            }
            return task;
        }
    }
}
