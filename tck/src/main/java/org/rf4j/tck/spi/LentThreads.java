package org.rf4j.tck.spi;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.rf4j.spi.DriverContext;

/** Lends threads to a driver, as the core does, and remembers them. */
final class LentThreads implements DriverContext {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Queue<Thread> driverThreads = new ConcurrentLinkedQueue<>();
    private final Queue<Thread> blockingThreads = new ConcurrentLinkedQueue<>();

    @Override
    public ThreadFactory threads() {
        return work -> remembered(driverThreads, new Thread(work, "contract-driver-" + NUMBER.incrementAndGet()));
    }

    @Override
    public Executor blocking() {
        return work -> remembered(blockingThreads, new Thread(work, "contract-blocking-" + NUMBER.incrementAndGet()))
                .start();
    }

    /** Returns the driver's threads that have not ended. */
    List<Thread> running() {
        return driverThreads.stream().filter(Thread::isAlive).toList();
    }

    /** Interrupts what blocks, as the core does after it has closed a driver. */
    void interruptBlocking() {
        blockingThreads.forEach(Thread::interrupt);
    }

    private static Thread remembered(Queue<Thread> threads, Thread thread) {
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }
}
