package org.rf4j.internal.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
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
import org.rf4j.internal.Guide;
import org.rf4j.internal.topology.Deployment;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends calls, parks them, sends them again, and ends them; the same for every mode and provider. */
public final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Core core;
    private final Deployment deployment;
    private final RetryPolicy retryPolicy;
    private final @Nullable Executor callbackExecutor;
    private final Ledger ledger = new Ledger();
    private final Deadlines deadlines;
    private final FailedAttempts failedAttempts;
    private final Transmitter transmitter;
    private final Capacity parkable;
    private final Lots calls;
    private final Lots publishes;
    private volatile boolean closed;

    /** Creates a dispatcher; nothing can be sent before the deployment has found a primary. */
    public Dispatcher(Core core, Deployment deployment, RedisConfig config) {
        this.core = core;
        this.deployment = deployment;
        this.retryPolicy = config.retryPolicy();
        this.callbackExecutor = config.callbackExecutor();
        this.parkable = new Capacity(config.maxParkedCalls(), config.maxParkedBytes());
        this.calls = new Lots(deployment.places(), parkable);
        this.publishes = new Lots(deployment.places(), parkable);
        this.deadlines = new Deadlines(core, ledger, this::expired);
        this.failedAttempts = new FailedAttempts(core, deployment, this, config.backoff());
        this.transmitter = new Transmitter(
                failedAttempts, this::dispatch, !config.missingCommands().contains("CLIENT"));
    }

    // ---------------------------------------------------------------- in

    Deployment deployment() {
        return deployment;
    }

    FailedAttempts failedAttempts() {
        return failedAttempts;
    }

    Transmitter transmitter() {
        return transmitter;
    }

    <T extends @Nullable Object> Call<T> create(
            Request request, ReplyDecoder<T> decoder, CallLimits limits, boolean blocking) {
        return create(request, decoder, limits, blocking, deployment.placeOf(request.command(), request.key()));
    }

    <T extends @Nullable Object> Call<T> create(
            Request request, ReplyDecoder<T> decoder, CallLimits limits, boolean blocking, int place) {
        boolean repeatable = retryPolicy == RetryPolicy.ALL
                || (retryPolicy == RetryPolicy.SAFE && (limits.idempotent() || request.readOnly()));
        return new Call<>(this, request, decoder, place, limits, repeatable, blocking);
    }

    /** Takes a call in and sends it, or parks it. */
    void submit(Call<?> call) {
        enter(call);
        dispatch(call);
    }

    /** Takes a call in and sends it over a connection that is open already. */
    void submit(Call<?> call, NodeSession over, NodeLink link) {
        call.go(over);
        enter(call);
        transmitter.sendOver(over, link, call);
    }

    /** Takes calls in and sends those for one node adjacent, where nothing is parked before them. */
    void submit(List<? extends Call<?>> batch) {
        batch.forEach(this::enter);
        Map<NodeLink, List<Call<?>>> ready = new LinkedHashMap<>();
        Set<Integer> waiting = Set.of();
        for (Call<?> call : batch) {
            NodeLink link = way(call);
            boolean free = waiting.isEmpty() || !waiting.contains(call.place());
            if (free && link != null && lotsOf(call).isOpen(call.place())) {
                ready.computeIfAbsent(link, none -> new ArrayList<>()).add(call);
            } else {
                if (waiting.isEmpty()) {
                    waiting = new HashSet<>();
                }
                waiting.add(call.place());
                dispatch(call);
            }
        }
        ready.forEach(transmitter::send);
    }

    private void enter(Call<?> call) {
        ledger.enter(call);
        deadlines.expect(call.deadlineNanos());
        if (closed) {
            // Either close sees the call in the ledger, or this sees that it was closed.
            call.fail(closedFailure(call));
        }
    }

    /** Returns the link that a call can go over now; null if it has to wait. */
    private @Nullable NodeLink way(Call<?> call) {
        return way(call.place(), isPublish(call));
    }

    private @Nullable NodeLink way(int place, boolean publish) {
        NodeLink link = deployment.link(place);
        return link != null && publish && link.holdsPublishes() ? null : link;
    }

    /** Sends a call, or parks it. */
    void dispatch(Call<?> call) {
        if (call.request().kind().isTied()) {
            call.fail(new Failure(() -> torn(call)));
            return;
        }
        Lots lots = lotsOf(call);
        int place = call.place();
        while (!call.isOver()) {
            NodeLink link = way(call);
            if (link != null && lots.isOpen(place)) {
                transmitter.send(link, call);
                return;
            }
            RedisException hopeless = deployment.hopeless(place);
            if (link == null && hopeless != null) {
                call.fail(new Failure(() -> again(hopeless, call.outcome())));
                return;
            }
            Lot lot = lots.at(place);
            if (link == null) {
                lot.shut();
            }
            switch (lot.park(call)) {
                case PARKED -> {
                    parked(call, lots, lot);
                    return;
                }
                case FULL -> {
                    call.fail(new Failure(() -> new RedisConnectionException(
                            Guide.PARKING_FULL.after(describe(call) + " was not sent: " + deployment.absence(place)
                                    + ", and no more calls can wait for it (" + parkable
                                    + "); see RedisConfig.Builder.maxParkedCalls and maxParkedBytes"),
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

    private void parked(Call<?> call, Lots lots, Lot lot) {
        if (call.isOver()) {
            lot.forget(call);
        } else if (way(call) != null) {
            // It came back before the call was in the lot, so that its drain may have missed it.
            int place = call.place();
            core.execute(() -> drain(lots, place));
        }
    }

    private Lots lotsOf(Call<?> call) {
        return isPublish(call) ? publishes : calls;
    }

    private static boolean isPublish(Call<?> call) {
        return call.request().isPublish();
    }

    /** What is tied to a connection is not sent over another. */
    private static RedisException torn(Call<?> call) {
        String trouble = call.lastTrouble();
        String why = call.request().kind() == Request.Kind.BOUND
                ? " was not done on the connection that watches, and means nothing on another"
                : " was not answered on the connection of the calls before it, and proves nothing elsewhere: they had to"
                        + " wait, or their connection was lost";
        return new RedisConnectionException(
                describe(call) + why + (trouble == null ? "" : "; " + trouble), call.outcome(), null);
    }

    // ---------------------------------------------------------------- out of time

    void expired(Call<?> call) {
        NodeLink link = call.isInFlight() ? call.link() : null;
        boolean ended = call.fail(new Failure(() -> {
            String trouble = call.lastTrouble();
            String where = link != null
                    ? link.endpoint() + " has not answered"
                    : "it was waiting to be sent: " + deployment.absence(call.place());
            Guide guide = link != null ? Guide.DEADLINE_AFTER_SENDING : Guide.DEADLINE_WHILE_WAITING;
            return new RedisTimeoutException(
                    guide.after(describe(call) + " reached its deadline; " + where
                            + (trouble == null ? "" : "; " + trouble)),
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
        lotsOf(call).forget(call.place(), call);
        NodeSession own = call.session();
        if (own != null && call.request().kind() == Request.Kind.BLOCKING) {
            // So that the server does not go on waiting for it.
            own.close();
        }
    }

    /** Completes a future where its continuations may run (clause C17). */
    public void callBack(Runnable completion) {
        Executor chosen = callbackExecutor;
        if (chosen == null && !Callbacks.isLent() && !core.isDeciding()) {
            Callbacks.run(completion);
            return;
        }
        try {
            if (chosen != null) {
                chosen.execute(completion);
            } else {
                core.completions().execute(() -> Callbacks.run(completion));
            }
        } catch (RejectedExecutionException refused) {
            LOG.debug("the callback executor refused a completion; it runs here", refused);
            Callbacks.run(completion);
        }
    }

    // ---------------------------------------------------------------- what the deployment says

    /** Calls may go to where they could not before: sends what is parked. On the deciding thread. */
    public void opened() {
        for (Lots lots : List.of(calls, publishes)) {
            lots.forEachPlace(place -> drain(lots, place));
        }
    }

    /**
     * A link is not used any more: what is in flight there ends as unknown, or is sent again. Waiting threads come first;
     * futures, of which there may be thousands with continuations of the user's, keep nobody waiting.
     */
    public void ended(NodeLink link, NodeException cause) {
        NodeException unknown =
                cause.isNotSent() ? NodeException.unknown(String.valueOf(cause.getMessage()), cause) : cause;
        takeBack(link, unknown, call -> call.isAwaited() || call.isRepeatable());
        Runnable others = () -> takeBack(link, unknown, call -> true);
        try {
            core.blocking().execute(others);
        } catch (RejectedExecutionException closing) {
            LOG.trace("the last calls end here", closing);
            others.run();
        }
    }

    private void takeBack(NodeLink link, NodeException cause, Predicate<Call<?>> chosen) {
        ledger.forEach(call -> {
            if (chosen.test(call) && call.takeBack(link, cause)) {
                failedAttempts.failed(call, link, cause);
            }
        });
    }

    /** Waiting will not bring a primary back: fails what is parked for it. */
    public void hopeless(RedisException reason) {
        for (Lots lots : List.of(calls, publishes)) {
            lots.forEach(call -> {
                if (deployment.hopeless(call.place()) != null) {
                    call.fail(new Failure(() -> again(reason, call.outcome())));
                }
            });
        }
    }

    /** Publishes may go over links again that held them (clause P11). On the deciding thread. */
    public void admitPublishes() {
        publishes.forEachPlace(place -> drain(publishes, place));
    }

    private void drain(Lots lots, int place) {
        boolean publish = lots == publishes;
        Lot lot = lots.at(place);
        lot.drain(() -> way(place, publish) != null, chunk -> {
            NodeLink link = way(place, publish);
            if (link == null) {
                lot.putBack(chunk);
                chunk.stream().filter(Call::isOver).forEach(lot::forget);
            } else {
                transmitter.send(link, chunk);
            }
        });
    }

    // ---------------------------------------------------------------- the end

    /**
     * Takes no new calls, and waits for those that are in flight until the deadline; then fails what is left. What a
     * server may let wait is not waited for.
     */
    public void close(long deadlineNanos) {
        closed = true;
        for (Lots lots : List.of(calls, publishes)) {
            lots.forEach(call -> call.fail(closedFailure(call)));
        }
        ledger.forEach(call -> {
            if (call.request().serverWait() != null) {
                call.fail(closedFailure(call));
            }
        });
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
                describe(call) + " was not finished: this Redis has been closed" + Guide.CLOSED, call.outcome()));
    }

    static String describe(Call<?> call) {
        return call.request().command().name();
    }

    /** An exception that was made for all, once more for one call, so that its trace shows the caller. */
    private static RedisException again(RedisException reason, Outcome outcome) {
        return reason instanceof RedisCommandException refusal
                ? new RedisCommandException(refusal.code(), String.valueOf(reason.getMessage()), outcome)
                : new RedisConnectionException(String.valueOf(reason.getMessage()), outcome, reason);
    }
}
