package org.rf4j.internal.call;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rf4j.Outcome;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.spi.CommandSender;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;

/**
 * One call, from its start to its end: the user's future, the sink of its first attempt, and its place in the ledger, all
 * in one object. Its phase is a number that grows with each attempt, so that whatever arrives late from an earlier
 * attempt is recognised and ignored.
 */
final class Call<T extends @Nullable Object> extends Started<T> implements ReplySink, BooleanSupplier {

    /** Even: held by the core; odd: in flight, the attempt with number (phase + 1) / 2. */
    private static final int FIRST_FLIGHT = 1;

    private static final int OVER = -1;
    private static final long COMPLETION_NANOS = 1_000_000;
    private static final VarHandle PHASE;

    static {
        try {
            PHASE = MethodHandles.lookup().findVarHandle(Call.class, "phase", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Dispatcher dispatcher;
    private final ReplyDecoder<T> decoder;
    private final CallLimits limits;
    private final long deadlineNanos;
    private final boolean repeatable;
    private final boolean blocking;

    /** The ledger's. */
    @Nullable Call<?> previous;

    @Nullable Call<?> next;

    Ledger.@Nullable Stripe stripe;

    private volatile int place;
    private volatile int phase;
    private volatile @Nullable NodeLink link;
    private volatile @Nullable Thread waiter;
    private volatile @Nullable NodeSession session;
    private Request request;
    private boolean mayHaveRun;
    private @Nullable Object lastTrouble;
    private int troubles;
    private @Nullable Object raw;
    private @Nullable Failure failure;

    Call(
            Dispatcher dispatcher,
            Request request,
            ReplyDecoder<T> decoder,
            int place,
            CallLimits limits,
            boolean repeatable,
            boolean blocking) {
        this.dispatcher = dispatcher;
        this.request = request;
        this.decoder = decoder;
        this.place = place;
        this.limits = limits;
        this.deadlineNanos = System.nanoTime() + ServerWait.limit(request, limits.timeoutNanos());
        this.repeatable = repeatable;
        this.blocking = blocking;
    }

    Request request() {
        return request;
    }

    /** Makes it a call for something else, which is to be sent instead. Only while the call is held and not parked. */
    void request(Request instead) {
        request = instead;
    }

    /** Returns what an attempt sends that begins now. */
    RawCommand command() {
        return request.commandUntil(deadlineNanos - limits.timeoutNanos());
    }

    /** Returns the place that the call belongs to: a slot in a cluster. */
    int place() {
        return place;
    }

    /** Moves the call to another place. Only while it is held. */
    void place(int other) {
        place = other;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    /** Returns whether the command may be sent again after an attempt with an unknown outcome (clause C6). */
    boolean isRepeatable() {
        return repeatable;
    }

    /** Returns whether a thread waits for the call, rather than a future. */
    boolean isAwaited() {
        return blocking;
    }

    boolean isOver() {
        return phase == OVER;
    }

    /** Returns the node that the call is in flight to, or went to last. */
    @Nullable NodeLink link() {
        return link;
    }

    /** Has the waiting thread lent to this connection. Before the call is sent. */
    void go(NodeSession over) {
        session = over;
    }

    /** Keeps a connection that was opened for the call, instead of the one before; nobody is left to keep it when over. */
    void hold(NodeSession opened) {
        NodeSession before = session;
        session = opened;
        if (before != null) {
            before.close();
        }
        if (isOver()) {
            opened.close();
        }
    }

    /** Returns the connection that is kept; null if none is. */
    @Nullable NodeSession session() {
        return session;
    }

    /** Counts and keeps what went wrong with an attempt; returns how many have. Only while the call is held. */
    int trouble(Object what) {
        lastTrouble = what;
        return ++troubles;
    }

    /** Returns whether there was more than one attempt, or will be. */
    boolean wasSentAgain() {
        return troubles > 1 || (troubles == 1 && failure == null);
    }

    void markMayHaveRun() {
        mayHaveRun = true;
    }

    Outcome outcome() {
        return mayHaveRun ? Outcome.UNKNOWN : Outcome.NOT_EXECUTED;
    }

    /** Returns what went wrong with the last attempt, for a message; null if nothing has. */
    @Nullable String lastTrouble() {
        Object what = lastTrouble;
        if (what instanceof ServerError error) {
            return "the last answer, from " + link + ", was: " + error.text();
        }
        return what instanceof NodeException node ? String.valueOf(node.getMessage()) : null;
    }

    // ---------------------------------------------------------------- attempts

    /** Begins an attempt; null if the call is over. */
    @Nullable ReplySink depart(NodeLink to) {
        int held = phase;
        if (held == OVER) {
            return null;
        }
        link = to;
        int flight = held + 1;
        if (!PHASE.compareAndSet(this, held, flight)) {
            return null;
        }
        return flight == FIRST_FLIGHT ? this : new Attempt(flight);
    }

    /** Returns whether this is the sink of the attempt that is in flight. */
    boolean isWaitingFor(ReplySink sink) {
        return phase == (sink instanceof Call<?>.Attempt attempt ? attempt.flight : FIRST_FLIGHT);
    }

    /** Takes the call back from an attempt of which nothing was sent; false if it is not in flight, or not any more. */
    boolean takeBack(NodeLink from) {
        int flight = phase;
        return isFlight(flight) && link == from && PHASE.compareAndSet(this, flight, flight + 1);
    }

    /** Takes the call back from the attempt that has failed; false if it is not in flight to that node. */
    boolean takeBack(NodeLink from, NodeException cause) {
        int flight = phase;
        return isFlight(flight) && link == from && land(flight, !cause.isNotSent());
    }

    /**
     * Ends an attempt without an end of the call. That it may have run is known before the attempt has ended: from then
     * on the deadline may end the call at any moment.
     */
    private boolean land(int flight, boolean mayBeDone) {
        if (mayBeDone && phase == flight) {
            mayHaveRun = true;
        }
        return PHASE.compareAndSet(this, flight, flight + 1);
    }

    private static boolean isFlight(int phase) {
        return phase > 0 && (phase & 1) == 1;
    }

    boolean isInFlight() {
        return isFlight(phase);
    }

    @Override
    public void reply(@Nullable Object reply) {
        reply(FIRST_FLIGHT, reply);
    }

    @Override
    public void failed(NodeException cause) {
        failed(FIRST_FLIGHT, cause);
    }

    private void reply(int flight, @Nullable Object reply) {
        NodeLink from = link;
        if (from != null && request.kind().isShared()) {
            from.markHeard();
        }
        if (reply instanceof ServerError error) {
            if (from != null && land(flight, !FailedAttempts.provesThatNothingRan(request, error))) {
                dispatcher.failedAttempts().refused(this, from, error);
            }
        } else if (PHASE.compareAndSet(this, flight, OVER)) {
            raw = reply;
            finish();
        }
    }

    private void failed(int flight, NodeException cause) {
        NodeLink from = link;
        if (from != null && land(flight, !cause.isNotSent())) {
            dispatcher.failedAttempts().failed(this, from, cause);
        }
    }

    /** The sink of an attempt after the first. */
    private final class Attempt implements ReplySink {

        private final int flight;

        Attempt(int flight) {
            this.flight = flight;
        }

        @Override
        public void reply(@Nullable Object reply) {
            Call.this.reply(flight, reply);
        }

        @Override
        public void failed(NodeException cause) {
            Call.this.failed(flight, cause);
        }
    }

    // ---------------------------------------------------------------- the end

    /** Ends the call with a failure, whatever it is doing; false if it is over already. */
    boolean fail(Failure why) {
        while (true) {
            int now = phase;
            if (now == OVER) {
                return false;
            }
            if (isFlight(now)) {
                mayHaveRun = true;
            }
            if (PHASE.compareAndSet(this, now, OVER)) {
                failure = why;
                finish();
                return true;
            }
        }
    }

    private void finish() {
        dispatcher.over(this);
        if (blocking) {
            // The waiter decodes, or makes the exception, on its own thread.
            super.complete(null);
            LockSupport.unpark(waiter);
        } else {
            dispatcher.callBack(this::settle);
        }
    }

    private void settle() {
        Failure why = failure;
        if (why != null) {
            super.completeExceptionally(why.exception().get());
            LockSupport.unpark(waiter);
            return;
        }
        T value;
        try {
            value = decoder.decode(raw);
        } catch (RuntimeException undecodable) {
            super.completeExceptionally(undecodable);
            LockSupport.unpark(waiter);
            return;
        } finally {
            raw = null;
        }
        super.complete(value);
        LockSupport.unpark(waiter);
    }

    /** {@inheritDoc} For calls made by the blocking interfaces. */
    @Override
    T await() {
        awaitEnd();
        Failure why = failure;
        if (why != null) {
            throw why.exception().get();
        }
        return decoder.decode(raw);
    }

    @Override
    void awaitEnd() {
        waiter = Thread.currentThread();
        while (!super.isDone()) {
            NodeLink to = link;
            if (to != null && isInFlight()) {
                NodeSession over = session;
                CommandSender reading = over == null ? to.client() : over;
                Callbacks.lend(() -> reading.assist(this, deadlineNanos));
                if (super.isDone()) {
                    break;
                }
            }
            long left = deadlineNanos - System.nanoTime();
            if (isOver()) {
                // Its completion is on its way, perhaps through an executor of the user's.
                LockSupport.parkNanos(this, COMPLETION_NANOS);
            } else if (Thread.currentThread().isInterrupted()) {
                dispatcher.interrupted(this);
            } else if (left <= 0) {
                dispatcher.expired(this);
            } else {
                LockSupport.parkNanos(this, left);
            }
        }
    }

    /** Returns whether the answer has come; what a driver asks while it has the caller's thread. */
    @Override
    public boolean getAsBoolean() {
        return !isInFlight();
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        int now = phase;
        while (now != OVER) {
            if (PHASE.compareAndSet(this, now, OVER)) {
                dispatcher.over(this);
                return super.cancel(mayInterrupt);
            }
            now = phase;
        }
        return isCancelled();
    }

    @Override
    protected void checkMayWait() {
        if (stripe == null) {
            throw new IllegalStateException(request.command().name()
                    + " has no answer before its batch is sent, which is when the function given to Redis.batch returns;"
                    + " keep the future");
        }
        super.checkMayWait();
    }

    @Override
    protected void interrupted() {
        dispatcher.interrupted(this);
    }
}
