package org.rf4j.provider.jedis;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * A pipelined connection, for one user or for all callers of a node.
 *
 * <p>One thread at a time is its reader. Preferably that is a caller who waits for a reply anyway: it reads for everyone
 * until its own reply has come, and then hands the reading on to another waiting caller. The session's own thread reads
 * when nobody assists: for asynchronous calls, for a reply that takes long, and while the connection is idle, so that its
 * end is noticed at once.
 *
 * <p>No reply is left unread: whoever stops being the reader, or stops waiting, looks afterwards whether answers are
 * outstanding and nobody reads, and if so wakes somebody who will; whoever sends looks likewise; and whoever begins to
 * wait tries to become the reader after it can be found by the others.
 */
final class JedisSession implements NodeSession, Live {

    /** How long a caller reads in vain before the thread takes over; also how late an interrupt may be noticed. */
    private static final long SLICE_NANOS = 10_000_000;

    /** A longer reply is left to the thread, which may wait for all of it: what a caller gives up is parsed again. */
    private static final int SHORT = 64 * 1024;

    /** How long the connection is idle before the thread watches it, and the limit of a wrong guess in {@link #send}. */
    private static final long PAUSE_NANOS = 2_000_000;

    /** How long the end of the connection is not told because a writer has yet to notice. */
    private static final long WRITER_NANOS = 20_000_000;

    /** How long a caller waits before it asks again whether it still has to: its call may have been ended elsewhere. */
    private static final long LOOK_NANOS = 100_000_000;

    /** A caller who waits while another reads. */
    private static final class Follower {
        final Thread thread;
        final BooleanSupplier done;
        final boolean mayRead;
        volatile boolean served;

        Follower(Thread thread, BooleanSupplier done, boolean mayRead) {
            this.thread = thread;
            this.done = done;
            this.mayRead = mayRead;
        }
    }

    private final JedisConnection connection;
    private final Outbox outbox;
    private final Thread thread;
    private final Consumer<Loss> onEnd;
    private final AtomicReference<@Nullable Thread> reader = new AtomicReference<>();
    private final ConcurrentLinkedQueue<Follower> followers = new ConcurrentLinkedQueue<>();
    /** By a hash of the thread's id, the id if it assisted after its last call. Races make a guess wrong, no more. */
    private final long[] assistants = new long[64];

    /** About how many callers have been served and have not called again: the one who writes waits for them a little. */
    private final AtomicInteger returning = new AtomicInteger();

    private volatile boolean over;
    private final AtomicBoolean wanted = new AtomicBoolean();
    /** Whether the reader has queued something in a callback. Only for the reader. */
    private boolean queued;

    /**
     * Creates a session; {@link #start} follows.
     *
     * @param onEnd told once, last, on the session's thread
     */
    JedisSession(JedisConnection connection, ThreadFactory threads, Consumer<Loss> onEnd) {
        this.connection = connection;
        this.outbox = new Outbox(connection, threads, () -> returning.get() > 0);
        this.thread = threads.newThread(this::run);
        this.onEnd = onEnd;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void send(RawCommand command, ReplySink sink) {
        send(new Request(command, 1, sink, null));
    }

    @Override
    public void send(List<RawCommand> commands, List<? extends ReplySink> sinks) {
        Request first = Request.chain(commands, sinks);
        if (first != null) {
            send(first);
        }
    }

    private void send(Request request) {
        Thread caller = Thread.currentThread();
        if (reader.get() == caller) {
            // In a callback: what all the replies at hand cause is written at once, before the next read.
            queued = true;
            outbox.queue(request);
            return;
        }
        if (returning.get() > 0) {
            returning.decrementAndGet();
        }
        outbox.send(request);
        if (reader.get() == null && !expectsAssistance(caller)) {
            wakeThread();
        }
    }

    /**
     * Guesses whether the caller is going to assist, as it did after its last call. Waking the thread would only be in its
     * way. If the guess is wrong the thread finds out within the pause.
     */
    private boolean expectsAssistance(Thread caller) {
        long id = caller.getId();
        int slot = (int) id & (assistants.length - 1);
        boolean expected = assistants[slot] == id;
        assistants[slot] = 0;
        return expected;
    }

    @Override
    public void assist(BooleanSupplier done, long deadlineNanos) {
        Thread caller = Thread.currentThread();
        if (reader.get() == caller) {
            readWithin(done, deadlineNanos);
            return;
        }
        boolean mayRead = !isVirtual(caller);
        if (mayRead) {
            long id = caller.getId();
            assistants[(int) id & (assistants.length - 1)] = id;
        }
        try {
            if (mayRead && isWaiting(done, deadlineNanos) && becomeReader(caller)) {
                read(done, deadlineNanos);
            }
            if (isWaiting(done, deadlineNanos)) {
                follow(new Follower(caller, done, mayRead), deadlineNanos);
            }
        } finally {
            handOn();
        }
    }

    /**
     * Tells whether the thread is virtual. An interrupt closes the socket that a virtual thread reads, and everybody reads
     * this one. Java 17 has no method for it; the group's name is specified.
     */
    private static boolean isVirtual(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group != null && "VirtualThreads".equals(group.getName());
    }

    private boolean isWaiting(BooleanSupplier done, long deadlineNanos) {
        return !done.getAsBoolean()
                && !over
                && deadlineNanos - System.nanoTime() > 0
                && !Thread.currentThread().isInterrupted();
    }

    private void follow(Follower follower, long deadlineNanos) {
        followers.add(follower);
        try {
            while (isWaiting(follower.done, deadlineNanos)) {
                if (follower.mayRead && becomeReader(follower.thread)) {
                    read(follower.done, deadlineNanos);
                } else {
                    if (reader.get() == null) {
                        wakeThread();
                    }
                    LockSupport.parkNanos(this, Math.min(LOOK_NANOS, deadlineNanos - System.nanoTime()));
                }
            }
        } finally {
            if (!follower.served) {
                followers.remove(follower);
            }
        }
    }

    private boolean becomeReader(Thread candidate) {
        return reader.get() == null && connection.loss() == null && reader.compareAndSet(null, candidate);
    }

    /** As the reader, on a caller's thread. */
    private void read(BooleanSupplier done, long deadlineNanos) {
        Thread next = null;
        try {
            boolean came = true;
            while (came && isWaiting(done, deadlineNanos)) {
                came = readOne(earlier(deadlineNanos, System.nanoTime() + SLICE_NANOS), SHORT);
                if (!connection.hasReceived()) {
                    finishBatch();
                }
            }
            if (came) {
                // Others' replies that are here already are not left to a thread that has to wake up first.
                boolean more = connection.hasReceived();
                while (more) {
                    more = readOne(System.nanoTime(), SHORT) && connection.hasReceived();
                }
            } else {
                next = thread;
            }
            finishBatch();
            if (next == null) {
                returning.incrementAndGet();
            }
        } catch (RuntimeException | Error failed) {
            connection.fail(failed);
        } finally {
            reader.set(next);
            if (next != null || connection.loss() != null) {
                LockSupport.unpark(thread);
            }
        }
    }

    private static long earlier(long oneNanos, long otherNanos) {
        return oneNanos - otherNanos < 0 ? oneNanos : otherNanos;
    }

    /** A callback of the reader's waits for a reply of its own: nobody else can read it. */
    private void readWithin(BooleanSupplier done, long deadlineNanos) {
        try {
            while (isWaiting(done, deadlineNanos)) {
                finishBatch();
                readOne(earlier(deadlineNanos, System.nanoTime() + SLICE_NANOS), Integer.MAX_VALUE);
            }
        } catch (RuntimeException | Error failed) {
            connection.fail(failed);
        }
    }

    /** Returns whether a reply came that is as short as wanted, and in time. */
    private boolean readOne(long untilNanos, int bytes) {
        Object reply = connection.read(untilNanos, bytes);
        if (reply == ReplyInput.NOTHING) {
            return false;
        }
        if (reply instanceof Replies.Push) {
            return true;
        }
        Request request = outbox.oldest();
        if (request == null) {
            throw new JedisConnectionException("the server sent a reply that nobody asked for: " + reply);
        }
        outbox.answered(request);
        request.reply(reply);
        return true;
    }

    /** Writes what the replies caused, and wakes those whose reply was among them. Returns whether one may read. */
    private boolean finishBatch() {
        if (queued) {
            queued = false;
            outbox.write();
        }
        int served = 0;
        boolean mayRead = false;
        for (Iterator<Follower> all = followers.iterator(); all.hasNext(); ) {
            Follower follower = all.next();
            if (follower.done.getAsBoolean()) {
                all.remove();
                follower.served = true;
                LockSupport.unpark(follower.thread);
                served++;
                mayRead |= follower.mayRead;
            }
        }
        returning.set(served);
        return mayRead;
    }

    /** Sees to it that somebody reads what is outstanding. */
    private void handOn() {
        if (reader.get() == null && !outbox.allAnswered()) {
            for (Follower follower : followers) {
                if (follower.mayRead) {
                    LockSupport.unpark(follower.thread);
                    return;
                }
            }
            wakeThread();
        }
    }

    private void wakeThread() {
        wanted.set(true);
        LockSupport.unpark(thread);
    }

    private void run() {
        long seen = -1;
        while (connection.loss() == null) {
            boolean needed = wanted.getAndSet(false) ? !outbox.allAnswered() : outbox.progress() == seen;
            if (reader.get() == thread || (needed && becomeReader(thread))) {
                readUntilCallersDo();
                handOn();
            }
            seen = outbox.progress();
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
        end();
    }

    /** As the reader, on the session's thread. */
    private void readUntilCallersDo() {
        try {
            boolean callersDo = false;
            while (!callersDo) {
                readOne(ReplyInput.FOREVER, 0);
                if (!connection.hasReceived()) {
                    // The callers just served are likely to call again, and read faster themselves.
                    callersDo = finishBatch() && outbox.allAnswered();
                }
            }
        } catch (RuntimeException | Error failed) {
            connection.fail(failed);
        } finally {
            reader.set(null);
        }
    }

    private void end() {
        while (!reader.compareAndSet(null, thread) && reader.get() != thread) {
            // Its read has failed, or is about to.
            LockSupport.parkNanos(100_000);
        }
        Loss loss = connection.lossOnceEnded();
        boolean allFailed = outbox.fail(loss, WRITER_NANOS);
        over = true;
        for (Follower follower : followers) {
            LockSupport.unpark(follower.thread);
        }
        onEnd.accept(loss);
        while (!allFailed) {
            allFailed = outbox.fail(loss, WRITER_NANOS);
        }
    }

    @Override
    public void close() {
        end(new Loss("the session was closed", null));
    }

    @Override
    public void end(Loss why) {
        connection.end(why);
        LockSupport.unpark(thread);
    }

    boolean hasEnded() {
        return connection.loss() != null;
    }

    @Override
    public List<@Nullable Thread> threads() {
        return Arrays.asList(thread, outbox.thread());
    }
}
