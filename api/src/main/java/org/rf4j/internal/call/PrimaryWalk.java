package org.rf4j.internal.call;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rf4j.Outcome;
import org.rf4j.RedisConnectionException;
import org.rf4j.internal.topology.Deployment;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.internal.topology.Slots;
import org.rf4j.spi.RawCommand;

/**
 * Questions to one primary after the other, several to each, as cursors need them: what one server began another cannot
 * continue (clause X3). Goes on until every place has been gone over at a primary that had it all the while, so that a
 * slot which moves to a primary that is behind has that one gone over again. For one thread.
 */
public final class PrimaryWalk {

    private static final int NOWHERE = -1;

    private final Dispatcher dispatcher;
    private final Deployment deployment;
    private final CallLimits limits;

    /** The only place there is to go to; {@link #NOWHERE} for every place. */
    private final int only;

    private final BitSet done = new BitSet();
    private int at;
    private @Nullable NodeLink begunAt;
    private @Nullable NodeLink elsewhere;

    /** What is gone over now: the places that belonged to the primary when it was begun with. */
    private final BitSet here = new BitSet();

    private Object primary = this;

    private PrimaryWalk(Dispatcher dispatcher, CallLimits limits, int only) {
        this.dispatcher = dispatcher;
        this.deployment = dispatcher.deployment();
        this.limits = limits;
        this.only = only;
        begin();
    }

    /** Begins a walk over every primary. */
    static PrimaryWalk everywhere(Dispatcher dispatcher, CallLimits limits) {
        return new PrimaryWalk(dispatcher, limits, NOWHERE);
    }

    /** Begins a walk that goes to the primary of a key, and no further. */
    static PrimaryWalk to(byte[] key, Dispatcher dispatcher, CallLimits limits) {
        int place = dispatcher.deployment().placeOf(RawCommand.of("TOUCH", key), key);
        return new PrimaryWalk(dispatcher, limits, place);
    }

    private void begin() {
        begunAt = null;
        elsewhere = null;
        here.clear();
        at = only == NOWHERE ? nextPlace() : done.get(only) ? NOWHERE : only;
        if (at != NOWHERE) {
            primary = deployment.primaryOf(at);
            for (int place = 0; place < deployment.places(); place++) {
                here.set(place, place == at || deployment.primaryOf(place).equals(primary));
            }
        }
    }

    /** Returns a place that has not been gone over; one without a primary is left out, unless there is none at all. */
    private int nextPlace() {
        int[] places = deployment.placesOfPrimaries();
        if (places.length == 0 && done.isEmpty()) {
            return deployment.placeOf(RawCommand.of("PING"), null);
        }
        Set<Object> primaries =
                Arrays.stream(places).mapToObj(deployment::primaryOf).collect(Collectors.toSet());
        for (int place = 0; place < deployment.places(); place++) {
            if (place != Slots.ANY && !done.get(place) && primaries.contains(deployment.primaryOf(place))) {
                return place;
            }
        }
        return NOWHERE;
    }

    /** Returns whether there is a primary left that has not been left with {@link #next()}. */
    public boolean isAtOne() {
        return at != NOWHERE;
    }

    /** Goes on to the next primary. */
    public void next() {
        for (int place = here.nextSetBit(0); place >= 0; place = here.nextSetBit(place + 1)) {
            if (place == only || deployment.primaryOf(place).equals(primary)) {
                done.set(place);
            }
        }
        begin();
    }

    /** Goes to the primary that has the place now, as if nobody had been there before. */
    public void again() {
        begin();
    }

    /** Asks the primary that the walk is at, and waits for the answer. */
    public <T extends @Nullable Object> T ask(Request request, ReplyDecoder<T> decoder) {
        Callbacks.checkMayBlock();
        Call<T> call = dispatcher.create(request, decoder, limits, true, at);
        dispatcher.submit(call);
        T answer = call.await();
        NodeLink before = begunAt;
        NodeLink now = call.link();
        if (before == null) {
            begunAt = now;
        } else if (now != null && !now.isSameServer(before)) {
            elsewhere = now;
        }
        return answer;
    }

    /** Returns whether the last answer came from another server than those before, so that it is worth nothing. */
    public boolean isElsewhere() {
        return elsewhere != null;
    }

    /** Returns what ends a walk that cannot go on elsewhere. */
    public RedisConnectionException lost(String command) {
        return new RedisConnectionException(
                "the " + command + " was begun at " + begunAt + ", and its place is served by " + elsewhere
                        + " now, over another connection at least; its cursor is worth nothing there: begin again, or let"
                        + " it do so itself with restarting()",
                Outcome.UNKNOWN,
                null);
    }
}
