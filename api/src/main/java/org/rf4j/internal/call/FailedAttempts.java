package org.rf4j.internal.call;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rf4j.Backoff;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConnectionException;
import org.rf4j.internal.Core;
import org.rf4j.internal.Guide;
import org.rf4j.internal.topology.Deployment;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.internal.topology.Redirection;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;

/** What becomes of a call whose attempt failed: it is sent again, or elsewhere, or it ends (clauses C4, C6, C16, F3). */
final class FailedAttempts {

    /** Refusals that pass by themselves: another attempt is made within the deadline (clause F3). */
    private static final Set<String> PASSING = Set.of("LOADING", "MASTERDOWN", "TRYAGAIN", "CLUSTERDOWN");

    /** Refusals by which nothing ran, whatever was sent: scripts and functions too (clause F3). */
    private static final Set<String> ALWAYS_PROOF = Set.of("LOADING", "MOVED", "ASK", "CLUSTERDOWN");

    /**
     * What a server says of a script that it does not know. A script can return the code {@code NOSCRIPT} too, after it
     * has run, so this is the one place where the text of an error decides. A server that says it otherwise has its error
     * told to the caller, which is safe.
     */
    private static final String UNKNOWN_SCRIPT = "NOSCRIPT No matching script";

    private static final RawCommand HELLO = RawCommand.of("HELLO");

    /** So many redirections are followed at once; a call that is sent around in circles waits in between. */
    private static final int FREE_REDIRECTS = 4;

    /** For this long after a move {@code NOREPLICAS} is taken to be the failover's (clause C16). */
    private static final long REPLICAS_RETURN_NANOS = Duration.ofSeconds(3).toNanos();

    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(2).toNanos();
    private static final int MOST_DOUBLINGS = 6;

    private final Core core;
    private final Deployment deployment;
    private final Dispatcher dispatcher;
    private final Backoff backoff;

    FailedAttempts(Core core, Deployment deployment, Dispatcher dispatcher, Backoff backoff) {
        this.core = core;
        this.deployment = deployment;
        this.dispatcher = dispatcher;
        this.backoff = backoff;
    }

    /** An attempt has failed, and the call was taken back from it. */
    void failed(Call<?> call, NodeLink link, NodeException cause) {
        int troubles = call.trouble(cause);
        if (call.request().kind().isShared()) {
            // Before the caller hears of it: what he does next is not to go there, and then to be of unknown outcome
            // too.
            deployment.broken(link, cause);
        } else if (cause.isNotSent() && call.request().kind().isSentAlone() && !link.isGone()) {
            // Its node is there and has no connection for it, as when there are too many.
            core.schedule(() -> dispatcher.dispatch(call), backoff.pause(troubles));
            return;
        }
        if (cause.isNotSent() || call.isRepeatable()) {
            again(call, troubles);
        } else {
            call.fail(new Failure(() -> new RedisConnectionException(
                    Guide.ANSWER_LOST.after(Dispatcher.describe(call) + " was sent to " + link.endpoint()
                            + " and its answer was lost: " + cause.getMessage()),
                    call.outcome(),
                    cause)));
        }
    }

    /** The first attempt after a loss is made at once: it parks if the primary is away. */
    private void again(Call<?> call, int troubles) {
        if (troubles <= 1) {
            dispatcher.dispatch(call);
        } else {
            later(call, troubles);
        }
    }

    private void later(Call<?> call, int troubles) {
        core.scheduleNanos(() -> dispatcher.dispatch(call), pauseNanos(troubles));
    }

    private static long pauseNanos(int troubles) {
        return FIRST_PAUSE_NANOS << Math.min(troubles - 1, MOST_DOUBLINGS);
    }

    /** An attempt was answered with an error, and the call was taken back from it. */
    void refused(Call<?> call, NodeLink link, ServerError error) {
        int troubles = call.trouble(error);
        Request instead = instead(call.request(), error);
        if (instead != null) {
            call.request(instead);
            // Not from the thread that reads answers, and in the order in which those came.
            core.execute(() -> dispatcher.dispatch(call));
            return;
        }
        if (provesThatNothingRan(call.request(), error)) {
            if (redirected(call, link, error, troubles)) {
                return;
            }
            if (isWorthAnotherAttempt(link, error.code())) {
                later(call, troubles);
                return;
            }
        }
        Newer newer = call.request().newer();
        if (newer != null && error.code().equals("ERR")) {
            refusedAsUnknown(call, link, error, newer);
        } else {
            call.fail(refusal(call, error));
        }
    }

    private static Failure refusal(Call<?> call, ServerError error) {
        return new Failure(() -> new RedisCommandException(
                error.code(), Dispatcher.describe(call) + ": " + error.text(), call.outcome()));
    }

    /** A command that not every server has was refused without a code: asks the server what it is. */
    private static void refusedAsUnknown(Call<?> call, NodeLink link, ServerError error, Newer newer) {
        link.client().send(HELLO, new ReplySink() {
            @Override
            public void reply(@Nullable Object raw) {
                String lacked = newer.lackedBy(raw);
                call.fail(
                        lacked == null
                                ? refusal(call, error)
                                : new Failure(() -> new UnsupportedOperationException(Dispatcher.describe(call)
                                        + " was refused by " + link.endpoint() + ": " + lacked + " (" + error.text()
                                        + ")" + Guide.OLDER_SERVERS)));
            }

            @Override
            public void failed(NodeException cause) {
                call.fail(refusal(call, error));
            }
        });
    }

    static boolean provesThatNothingRan(Request request, ServerError error) {
        return request.refusalIsProof() || ALWAYS_PROOF.contains(error.code()) || isOfUnknownScript(request, error);
    }

    private static boolean isOfUnknownScript(Request request, ServerError error) {
        return error.text().startsWith(UNKNOWN_SCRIPT)
                && request.command().name().startsWith("EVALSHA");
    }

    /** Returns what to send where the server does not know the script; null for any other refusal. */
    private static @Nullable Request instead(Request request, ServerError error) {
        Supplier<Request> instead = request.instead();
        return instead != null && isOfUnknownScript(request, error) ? instead.get() : null;
    }

    /** Follows {@code MOVED} and {@code ASK} in a cluster; false if the refusal is neither. */
    private boolean redirected(Call<?> call, NodeLink by, ServerError error, int troubles) {
        Redirection redirection = deployment.isSharded() ? Redirection.of(error, by.endpoint()) : null;
        if (redirection == null) {
            return false;
        }
        core.execute(() -> {
            Request request = call.request();
            if (redirection.asking() && (request.isTransaction() || request.kind() == Request.Kind.WATCH)) {
                // ASKING is good for one command: such a key has to be all on one side first.
                later(call, troubles);
            } else if (redirection.asking()) {
                ask(call, redirection, troubles);
            } else {
                // A command whose keys were not known gets its place here.
                call.place(redirection.slot());
                deployment.moved(by, redirection.slot(), redirection.to());
                again(call, troubles - FREE_REDIRECTS);
            }
        });
        return true;
    }

    private void ask(Call<?> call, Redirection redirection, int troubles) {
        deployment.asked(redirection.to()).whenComplete((link, failure) -> {
            if (failure != null) {
                later(call, troubles);
            } else if (troubles > FREE_REDIRECTS) {
                core.scheduleNanos(() -> dispatcher.transmitter().sendAsking(link, call), pauseNanos(troubles));
            } else {
                dispatcher.transmitter().sendAsking(link, call);
            }
        });
    }

    private boolean isWorthAnotherAttempt(NodeLink link, String code) {
        if (code.equals("READONLY") || code.equals("UNBLOCKED")) {
            // The second is what a primary that becomes a replica tells those that wait.
            return deployment.demoted(link, code);
        }
        if (code.equals("NOREPLICAS")) {
            Long moved = link.movedAtNanos();
            return moved != null && System.nanoTime() - moved < REPLICAS_RETURN_NANOS;
        }
        if (code.equals("MOVED")) {
            // To an address that says nothing, or it would have been followed.
            deployment.unserved(link);
            return deployment.isSharded();
        }
        if (code.equals("CLUSTERDOWN")) {
            deployment.unserved(link);
        }
        return PASSING.contains(code);
    }
}
