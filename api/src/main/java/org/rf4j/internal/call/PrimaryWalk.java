package org.rf4j.internal.call;

import org.jspecify.annotations.Nullable;
import org.rf4j.Outcome;
import org.rf4j.RedisConnectionException;
import org.rf4j.internal.topology.NodeLink;

/**
 * Questions to every primary, one after the other, several to each, as cursors need them: what one server began another
 * cannot continue (clause X3). For one thread.
 */
public final class PrimaryWalk {

    private final Dispatcher dispatcher;
    private final CallLimits limits;
    private final int[] places;
    private int at;
    private @Nullable NodeLink begunAt;

    PrimaryWalk(Dispatcher dispatcher, CallLimits limits) {
        this.dispatcher = dispatcher;
        this.limits = limits;
        this.places = dispatcher.deployment().placesOfPrimaries();
    }

    /** Returns whether there is a primary left that has not been left with {@link #next()}. */
    public boolean isAtOne() {
        return at < places.length;
    }

    /** Goes on to the next primary. */
    public void next() {
        at++;
        begunAt = null;
    }

    /**
     * Asks the primary that the walk is at, and waits for the answer.
     *
     * @throws RedisConnectionException if it is not the server that was asked before
     */
    public <T extends @Nullable Object> T ask(Request request, ReplyDecoder<T> decoder) {
        Callbacks.checkMayBlock();
        Call<T> call = dispatcher.create(request, decoder, limits, true, places[at]);
        dispatcher.submit(call);
        T answer = call.await();
        NodeLink before = begunAt;
        NodeLink now = call.link();
        if (before != null && now != null && !now.isSameServer(before)) {
            throw new RedisConnectionException(
                    "the " + request.command().name() + " was begun at " + before.endpoint()
                            + ", and the connection to it has been lost since; its cursor is worth nothing elsewhere:"
                            + " begin again",
                    Outcome.UNKNOWN,
                    null);
        }
        begunAt = now;
        return answer;
    }
}
