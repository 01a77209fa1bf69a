package org.rf4j.internal.call;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.Outcome;
import org.rf4j.RedisConnectionException;
import org.rf4j.RedisException;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.RawCommand;

/**
 * A connection that watches keys, from {@code WATCH} to {@code EXEC}: what is called here goes over it, and over no other.
 * For one thread.
 */
public final class WatchedCalls implements Calls, AutoCloseable {

    private final Dispatcher dispatcher;
    private final CallLimits limits;
    private final OneSlot slot;
    private final NodeSession session;
    private final NodeLink link;
    private @Nullable RedisException lost;

    private WatchedCalls(Dispatcher dispatcher, CallLimits limits, OneSlot slot, NodeSession session, NodeLink link) {
        this.dispatcher = dispatcher;
        this.limits = limits;
        this.slot = slot;
        this.session = session;
        this.link = link;
    }

    /** Watches keys, on the primary that has them: waits for it like any call. */
    public static WatchedCalls open(Dispatcher dispatcher, CallLimits limits, List<byte[]> keys) {
        Callbacks.checkMayBlock();
        RawCommand watch = RawCommand.of("WATCH", keys.toArray(byte[][]::new));
        OneSlot slot = new OneSlot(dispatcher.deployment());
        keys.forEach(key -> slot.admit(watch, key));
        Request request = new Request(watch, slot.key(), true, true, Request.Kind.WATCH);
        Call<@Nullable Object> call = dispatcher.create(request, ReplyDecoder.raw(), limits, true, slot.place());
        boolean watching = false;
        try {
            dispatcher.submit(call);
            call.await();
            watching = true;
        } finally {
            NodeSession opened = call.session();
            if (!watching && opened != null) {
                opened.close();
            }
        }
        NodeSession opened = call.session();
        NodeLink link = call.link();
        if (opened == null || link == null) {
            throw new IllegalStateException("WATCH was answered on no connection");
        }
        return new WatchedCalls(dispatcher, limits, slot, opened, link);
    }

    /** Returns an empty transaction about keys of the same slot; to be run here. */
    public TransactionCalls transaction() {
        return new TransactionCalls(dispatcher, limits, slot);
    }

    /**
     * Runs a transaction that was collected meanwhile. Returns false if the server ran nothing: a watched key was changed,
     * or may have been, since its server ceased to be the primary.
     */
    public boolean run(TransactionCalls transaction) {
        try {
            return transaction.run(this);
        } catch (RedisConnectionException torn) {
            if (torn.outcome() == Outcome.NOT_EXECUTED) {
                return false;
            }
            throw torn;
        }
    }

    /** Returns whether a failure is that of the watching connection, by which nothing was changed. */
    public boolean isLoss(RedisException failure) {
        return failure == lost;
    }

    void submit(Call<?> call) {
        dispatcher.submit(call, session, link);
    }

    @Override
    public <T extends @Nullable Object> RedisFuture<T> start(Request request, ReplyDecoder<T> decoder) {
        if (request.kind() == Request.Kind.AFTER_WRITES) {
            throw new IllegalStateException(request.command().name() + " belongs in Redis.batch, after the writes");
        }
        slot.admit(request);
        Call<T> call = dispatcher.create(request.bound(), decoder, limits, true, slot.place());
        submit(call);
        return call;
    }

    @Override
    public <T extends @Nullable Object> T await(RedisFuture<T> call) {
        try {
            return ((Started<T>) call).await();
        } catch (RedisConnectionException failed) {
            if (failed.outcome() == Outcome.NOT_EXECUTED
                    || ((Call<T>) call).request().readOnly()) {
                lost = failed;
            }
            throw failed;
        }
    }

    @Override
    public PrimaryWalk walk() {
        throw new IllegalStateException("a scan goes over other connections; scan outside of the transaction");
    }

    @Override
    public PrimaryWalk walk(byte[] key) {
        return walk();
    }

    /** Closes the connection, which ends the watch. */
    @Override
    public void close() {
        session.close();
    }
}
