package org.rf4j.internal.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.rf4j.Outcome;
import org.rf4j.RedisClosedException;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConfig;
import org.rf4j.RedisConnectionException;
import org.rf4j.RedisException;
import org.rf4j.RedisTimeoutException;
import org.rf4j.RetryPolicy;
import org.rf4j.internal.Core;
import org.rf4j.internal.topology.Deployment;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends calls, parks them, sends them again, and ends them; the same for every mode and provider. */
public final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** Refusals that pass by themselves: another attempt is made within the deadline (clause F3). */
    private static final Set<String> PASSING = Set.of("LOADING", "MASTERDOWN", "TRYAGAIN", "CLUSTERDOWN");

    /** For this long after a move {@code NOREPLICAS} is taken to be the failover's (clause C16). */
    private static final long REPLICAS_RETURN_NANOS = Duration.ofSeconds(3).toNanos();

    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(2).toNanos();
    private static final int MOST_DOUBLINGS = 6;

    private final Core core;
    private final Deployment deployment;
    private final RetryPolicy retryPolicy;
    private final @Nullable Executor callbackExecutor;
    private final Ledger ledger = new Ledger();
    private final Deadlines deadlines;
    private final Lot calls;
    private final Lot publishes;
    private volatile boolean mayPublish;
    private volatile boolean closed;

    /** Creates a dispatcher; nothing can be sent before the deployment has found a primary. */
    public Dispatcher(Core core, Deployment deployment, RedisConfig config) {
        this.core = core;
        this.deployment = deployment;
        this.retryPolicy = config.retryPolicy();
        this.callbackExecutor = config.callbackExecutor();
        this.calls = new Lot(config.maxParkedCalls(), config.maxParkedBytes());
        this.publishes = new Lot(config.maxParkedCalls(), config.maxParkedBytes());
        this.deadlines = new Deadlines(core, ledger, this::expired);
    }

    // ---------------------------------------------------------------- in

    <T extends @Nullable Object> Call<T> create(
            Request request, ReplyDecoder<T> decoder, long timeoutNanos, boolean idempotent, boolean blocking) {
        boolean repeatable = retryPolicy == RetryPolicy.ALL
                || (retryPolicy == RetryPolicy.SAFE && (idempotent || request.readOnly()));
        return new Call<>(this, request, decoder, System.nanoTime() + timeoutNanos, repeatable, blocking);
    }

    /** Takes a call in and sends it, or parks it. */
    void submit(Call<?> call) {
        enter(call);
        dispatch(call);
    }

    /** Takes calls in and sends them adjacent, where a primary is there and nothing is parked before them. */
    void submit(List<? extends Call<?>> batch) {
        batch.forEach(this::enter);
        NodeLink link = deployment.primary();
        boolean plain = batch.stream().allMatch(call -> call.request().kind() == Request.Kind.PLAIN);
        if (link != null && calls.isOpen() && plain) {
            transmit(link, batch);
        } else {
            batch.forEach(this::dispatch);
        }
    }

    private void enter(Call<?> call) {
        ledger.enter(call);
        deadlines.expect(call.deadlineNanos());
        if (closed) {
            // Either close sees the call in the ledger, or this sees that it was closed.
            call.fail(closedFailure(call));
        }
    }

    private void dispatch(Call<?> call) {
        Lot lot = lotOf(call);
        while (!call.isOver()) {
            NodeLink link = deployment.primary();
            if (link != null && lot.isOpen()) {
                transmit(link, call);
                return;
            }
            RedisException hopeless = deployment.hopeless();
            if (link == null && hopeless != null) {
                call.fail(new Failure(() -> again(hopeless, call.outcome())));
                return;
            }
            if (link == null) {
                lot.shut();
            }
            switch (lot.park(call)) {
                case PARKED -> {
                    parked(call, lot);
                    return;
                }
                case FULL -> {
                    call.fail(new Failure(() -> new RedisConnectionException(
                            describe(call) + " was not sent: " + deployment.absence()
                                    + ", and no more calls can wait for it (" + lot
                                    + "); see RedisConfig.Builder.maxParkedCalls and maxParkedBytes",
                            call.outcome(),
                            null)));
                    return;
                }
                case OPEN -> {
                    // The primary has come back just now: try again.
                }
            }
        }
    }

    private void parked(Call<?> call, Lot lot) {
        if (call.isOver()) {
            lot.forget(call);
        } else if (deployment.primary() != null) {
            // It came back before the call was in the lot, so that its drain may have missed it.
            core.execute(() -> drain(lot));
        }
    }

    private Lot lotOf(Call<?> call) {
        return call.request().kind() == Request.Kind.PUBLISH ? publishes : calls;
    }

    // ---------------------------------------------------------------- out

    private void transmit(NodeLink link, Call<?> call) {
        if (call.request().kind() == Request.Kind.BLOCKING) {
            transmitAlone(link, call);
            return;
        }
        ReplySink sink = call.depart(link);
        if (sink != null && isStillThere(link, call)) {
            link.client().send(call.request().command(), sink);
        }
    }

    private void transmit(NodeLink link, List<? extends Call<?>> batch) {
        List<RawCommand> commands = new ArrayList<>(batch.size());
        List<ReplySink> sinks = new ArrayList<>(batch.size());
        for (Call<?> call : batch) {
            if (call.request().kind() == Request.Kind.BLOCKING) {
                transmitAlone(link, call);
                continue;
            }
            ReplySink sink = call.depart(link);
            if (sink != null && isStillThere(link, call)) {
                commands.add(call.request().command());
                sinks.add(sink);
            }
        }
        if (!commands.isEmpty()) {
            link.client().send(commands, sinks);
        }
    }

    /** A link may end between the choice of it and the departure; the sweep over the ledger may have missed the call. */
    private boolean isStillThere(NodeLink link, Call<?> call) {
        NodeException end = link.end();
        if (end == null) {
            return true;
        }
        if (call.takeBack(link)) {
            attemptFailed(call, link, NodeException.notSent(String.valueOf(end.getMessage()), end));
        }
        return false;
    }

    /** A command that may block on the server gets a connection of its own, so that it holds up no other. */
    private void transmitAlone(NodeLink link, Call<?> call) {
        ReplySink sink = call.depart(link);
        if (sink == null || !isStillThere(link, call)) {
            return;
        }
        link.client().openSession().whenComplete((session, failure) -> {
            if (failure != null) {
                sink.failed(NodeException.notSent(
                        "no connection for " + call.request().command().name(), failure));
            } else if (call.isOver()) {
                session.close();
            } else {
                // When the call is over, for whatever reason, the server must not go on waiting for it.
                call.whenComplete((value, end) -> session.close());
                session.send(call.request().command(), sink);
            }
        });
    }

    // ---------------------------------------------------------------- attempts that failed

    void attemptFailed(Call<?> call, NodeLink link, NodeException cause) {
        int troubles = call.trouble(cause);
        if (cause.isNotSent()) {
            if (call.request().kind() != Request.Kind.BLOCKING) {
                deployment.broken(link, cause);
            }
            again(call, troubles);
            return;
        }
        call.markMayHaveRun();
        if (call.isRepeatable()) {
            again(call, troubles);
        } else {
            call.fail(new Failure(() -> new RedisConnectionException(
                    describe(call) + " was sent to " + link.endpoint() + " and its answer was lost: "
                            + cause.getMessage(),
                    call.outcome(),
                    cause)));
        }
    }

    /** The first attempt after a loss is made at once: it parks if the primary is away. */
    private void again(Call<?> call, int troubles) {
        if (troubles <= 1) {
            dispatch(call);
        } else {
            later(call, troubles);
        }
    }

    private void later(Call<?> call, int troubles) {
        long pause = FIRST_PAUSE_NANOS << Math.min(troubles - 1, MOST_DOUBLINGS);
        core.scheduleNanos(() -> dispatch(call), pause);
    }

    void refused(Call<?> call, NodeLink link, ServerError error) {
        int troubles = call.trouble(error);
        boolean nothingRan = call.request().refusalIsProof() || error.code().equals("LOADING");
        if (!nothingRan) {
            call.markMayHaveRun();
        }
        if (nothingRan && isWorthAnotherAttempt(link, error.code())) {
            later(call, troubles);
            return;
        }
        call.fail(new Failure(
                () -> new RedisCommandException(error.code(), describe(call) + ": " + error.text(), call.outcome())));
    }

    private boolean isWorthAnotherAttempt(NodeLink link, String code) {
        if (code.equals("READONLY")) {
            return deployment.demoted(link, code);
        }
        if (code.equals("NOREPLICAS")) {
            Long moved = deployment.movedAtNanos();
            return moved != null && System.nanoTime() - moved < REPLICAS_RETURN_NANOS;
        }
        return PASSING.contains(code);
    }

    void expired(Call<?> call) {
        NodeLink link = call.isInFlight() ? call.link() : null;
        boolean ended = call.fail(new Failure(() -> {
            String trouble = call.lastTrouble();
            String where = link != null
                    ? link.endpoint() + " has not answered"
                    : "it was waiting to be sent: " + deployment.absence();
            return new RedisTimeoutException(
                    describe(call) + " reached its deadline; " + where + (trouble == null ? "" : "; " + trouble),
                    call.outcome(),
                    null);
        }));
        if (ended && link != null) {
            deployment.silent(link);
        }
    }

    void interrupted(Call<?> call) {
        call.fail(new Failure(() -> new RedisException(
                "the thread that waited for " + describe(call) + " was interrupted", call.outcome(), null)));
    }

    void over(Call<?> call) {
        ledger.leave(call);
        if (!calls.isOpen() || !publishes.isOpen()) {
            lotOf(call).forget(call);
        }
    }

    /** Completes a future where its continuations may run (clause C17). */
    public void callBack(Runnable completion) {
        Executor chosen = callbackExecutor;
        if (chosen == null && !Callbacks.isLent()) {
            Callbacks.run(completion);
            return;
        }
        try {
            if (chosen != null) {
                chosen.execute(completion);
            } else {
                core.pool().execute(() -> Callbacks.run(completion));
            }
        } catch (RejectedExecutionException refused) {
            LOG.debug("the callback executor refused a completion; it runs here", refused);
            Callbacks.run(completion);
        }
    }

    // ---------------------------------------------------------------- what the deployment says

    /** Calls may go to a primary again: sends what is parked. On the deciding thread. */
    public void opened() {
        drain(calls);
        drain(publishes);
    }

    /** A link is not used any more: what is in flight there ends as unknown, or is sent again. */
    public void ended(NodeLink link, NodeException cause) {
        NodeException unknown =
                cause.isNotSent() ? NodeException.unknown(String.valueOf(cause.getMessage()), cause) : cause;
        ledger.forEach(call -> {
            if (call.takeBack(link)) {
                attemptFailed(call, link, unknown);
            }
        });
    }

    /** Waiting will not bring the primary back: fails what is parked. */
    public void hopeless(RedisException reason) {
        for (Lot lot : List.of(calls, publishes)) {
            lot.forEach(call -> call.fail(new Failure(() -> again(reason, call.outcome()))));
        }
    }

    /** Publishes park until {@link #admitPublishes()}, primary or not (clause P11). */
    public void holdPublishes() {
        mayPublish = false;
        publishes.shut();
    }

    /** Publishes go out again. On the deciding thread. */
    public void admitPublishes() {
        mayPublish = true;
        drain(publishes);
    }

    private void drain(Lot lot) {
        if (lot == publishes && !mayPublish) {
            return;
        }
        lot.drain(() -> deployment.primary() != null, chunk -> {
            NodeLink link = deployment.primary();
            if (link == null) {
                chunk.forEach(this::dispatch);
            } else {
                transmit(link, chunk);
            }
        });
    }

    // ---------------------------------------------------------------- the end

    /** Takes no new calls, and waits for those that are in flight until the deadline; then fails what is left. */
    public void close(long deadlineNanos) {
        closed = true;
        for (Lot lot : List.of(calls, publishes)) {
            lot.forEach(call -> call.fail(closedFailure(call)));
        }
        while (!ledger.isEmpty() && deadlineNanos - System.nanoTime() > 0) {
            java.util.concurrent.locks.LockSupport.parkNanos(
                    this, Duration.ofMillis(1).toNanos());
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        ledger.forEach(call -> call.fail(closedFailure(call)));
    }

    private static Failure closedFailure(Call<?> call) {
        return new Failure(() -> new RedisClosedException(
                describe(call) + " was not finished: this Redis has been closed", call.outcome()));
    }

    private static String describe(Call<?> call) {
        return call.request().command().name();
    }

    /** An exception that was made for all, once more for one call, so that its trace shows the caller. */
    private static RedisException again(RedisException reason, Outcome outcome) {
        return reason instanceof RedisCommandException refusal
                ? new RedisCommandException(refusal.code(), String.valueOf(reason.getMessage()), outcome)
                : new RedisConnectionException(String.valueOf(reason.getMessage()), outcome, reason);
    }
}
