package org.rf4j.provider.jedis;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the commands of many callers in the order in which they came, and knows which of them wait for an answer.
 *
 * <p>There is no lock. A caller queues its command; if nobody is writing it becomes the writer, writes whatever is queued
 * and flushes once at the end, so that the callers who come meanwhile share its flush. A write that could block is left to
 * a thread: a server that reads nothing for a while then holds up no caller. It cannot block as long as what is on its way
 * and not yet answered fits into the socket's buffers with certainty.
 */
final class Outbox {

    /** Fits into any socket's send buffer, also with what the kernel adds to each small write. */
    private static final long FITS = 16 * 1024;

    private final JedisConnection connection;
    private final ThreadFactory threads;
    private final BooleanSupplier moreToCome;
    private final ConcurrentLinkedQueue<Request> waiting = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Request> sent = new ConcurrentLinkedQueue<>();

    /** Requests since the writer last looked; zero if nobody is the writer. */
    private final AtomicInteger turns = new AtomicInteger();

    private final AtomicBoolean leftToThread = new AtomicBoolean();
    private volatile @Nullable Thread thread;
    /** What the writer has taken and left to the thread. Only for the writer, as are the bytes. */
    private @Nullable Request next;

    private long bytesSent;
    private volatile long bytesAnswered;

    /**
     * Creates an outbox.
     *
     * @param moreToCome whether others are likely to send within microseconds
     */
    Outbox(JedisConnection connection, ThreadFactory threads, BooleanSupplier moreToCome) {
        this.connection = connection;
        this.moreToCome = moreToCome;
        this.threads = threads;
    }

    void send(Request request) {
        waiting.add(request);
        write();
    }

    /** Queues only; a call of {@link #write} follows soon. */
    void queue(Request request) {
        waiting.add(request);
    }

    void write() {
        if (turns.getAndIncrement() == 0) {
            writeAll(false);
        }
    }

    /** Returns the oldest command that waits for an answer. Only for the reader. */
    @Nullable Request oldest() {
        return sent.peek();
    }

    /** Takes note that the oldest has been answered. Only for the reader. */
    void answered(Request oldest) {
        sent.poll();
        bytesAnswered += oldest.bytes;
    }

    boolean allAnswered() {
        return sent.isEmpty();
    }

    /** Changes with each answer. */
    long progress() {
        return bytesAnswered;
    }

    /** As the writer: what callers queue meanwhile is theirs to count and ours to write. */
    private void writeAll(boolean mayBlock) {
        long budget = FITS;
        int seen = 1;
        do {
            for (Request first; (first = nextToWrite()) != null; ) {
                Loss loss = connection.loss();
                if (loss != null) {
                    refuse(first, loss);
                    continue;
                }
                long bytes = first.chainBytes();
                budget -= bytes;
                if (!mayBlock && (budget < 0 || bytesSent - bytesAnswered + bytes > FITS)) {
                    flush();
                    next = first;
                    leaveToThread();
                    return;
                }
                write(first);
            }
            if (!moreToCome.getAsBoolean() || !othersWrote(seen)) {
                flush();
            }
            seen = turns.addAndGet(-seen);
        } while (seen != 0);
    }

    private @Nullable Request nextToWrite() {
        Request first = next;
        next = null;
        return first == null ? waiting.poll() : first;
    }

    /** Lets those run who are about to send, and tells whether one did: then the flush is for all of us, and later. */
    private boolean othersWrote(int seen) {
        Thread.yield();
        return turns.get() != seen;
    }

    private void write(Request first) {
        for (Request request = first; request != null; request = request.next) {
            // Before the write, as the answer may be read before the write returns.
            sent.add(request);
            bytesSent += request.bytes;
        }
        try {
            for (Request request = first; request != null; request = request.next) {
                connection.write(request.command);
            }
        } catch (RuntimeException | Error failed) {
            connection.fail(failed);
        }
    }

    private void flush() {
        try {
            connection.flush();
        } catch (RuntimeException | Error failed) {
            connection.fail(failed);
        }
    }

    private static void refuse(Request first, Loss loss) {
        for (Request request = first; request != null; request = request.next) {
            request.failed(loss.notSent());
        }
    }

    private void leaveToThread() {
        leftToThread.set(true);
        Thread writer = thread;
        if (writer == null) {
            writer = threads.newThread(this::run);
            thread = writer;
            writer.start();
        }
        LockSupport.unpark(writer);
    }

    private void run() {
        while (connection.loss() == null) {
            if (leftToThread.compareAndSet(true, false)) {
                writeAll(true);
            } else {
                LockSupport.park(this);
            }
        }
    }

    /**
     * Fails whatever is queued or sent, once the connection has ended. Only for the reader, who reads no more.
     *
     * @param patienceNanos how long to wait for a writer who is still about to notice
     * @return whether all has failed; if not, the writer may have one more command
     */
    boolean fail(Loss loss, long patienceNanos) {
        long until = System.nanoTime() + patienceNanos;
        boolean left;
        do {
            failSent(loss);
            for (Request first; (first = waiting.poll()) != null; ) {
                refuse(first, loss);
            }
            if (leftToThread.compareAndSet(true, false)) {
                writeAll(true);
            }
            left = turns.get() == 0;
            if (!left) {
                LockSupport.parkNanos(100_000);
            }
        } while (!left && until - System.nanoTime() > 0);
        failSent(loss);
        LockSupport.unpark(thread);
        return left;
    }

    private void failSent(Loss loss) {
        for (Request request; (request = sent.poll()) != null; ) {
            request.failed(loss.unknown());
        }
    }

    /** Returns the thread that writes what could block, or null if there was no need of one. */
    @Nullable Thread thread() {
        return thread;
    }
}
