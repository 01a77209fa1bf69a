package org.rf4j.internal.call;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.rf4j.Outcome;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisException;
import org.rf4j.command.RedisFuture;
import org.rf4j.spi.ServerError;

/** Collects calls, to be run by the server as one transaction: all or none, and nothing of others in between. For one thread. */
public final class TransactionCalls implements Calls {

    private final Dispatcher dispatcher;
    private final CallLimits limits;
    private final OneSlot slot;
    private final List<Part<?>> parts = new ArrayList<>();
    private boolean sent;

    /** Creates an empty transaction. */
    public TransactionCalls(Dispatcher dispatcher, CallLimits limits) {
        this(dispatcher, limits, new OneSlot(dispatcher.deployment()));
    }

    TransactionCalls(Dispatcher dispatcher, CallLimits limits, OneSlot slot) {
        this.dispatcher = dispatcher;
        this.limits = limits;
        this.slot = slot;
    }

    @Override
    public <T extends @Nullable Object> RedisFuture<T> start(Request request, ReplyDecoder<T> decoder) {
        if (sent) {
            throw new IllegalStateException("this transaction has been sent already; it ends with the function given to"
                    + " Redis.transaction");
        }
        if (request.kind() == Request.Kind.AFTER_WRITES) {
            throw new IllegalStateException(request.command().name()
                    + " does not wait in a transaction; call it in Redis.batch, after the writes");
        }
        slot.admit(request);
        Part<T> part = new Part<>(request.selfContained(), decoder);
        parts.add(part);
        return part;
    }

    @Override
    public <T extends @Nullable Object> T await(RedisFuture<T> call) {
        throw unanswered();
    }

    @Override
    public PrimaryWalk walk() {
        throw unanswered();
    }

    @Override
    public PrimaryWalk walk(byte[] key) {
        throw unanswered();
    }

    private static IllegalStateException unanswered() {
        return new IllegalStateException("a transaction has no answers before it is sent, which is when the function"
                + " given to Redis.transaction returns; keep the future");
    }

    /** Sends what was collected, and waits until all of it is over. Throws if it was not run as a whole. */
    public void run() {
        sent = true;
        if (!parts.isEmpty()) {
            Callbacks.checkMayBlock();
            Call<@Nullable Object> call = dispatcher.create(request(), ReplyDecoder.raw(), limits, false, slot.place());
            CompletableFuture<Void> told = call.handle(this::settle);
            dispatcher.submit(call);
            end(call, told);
        }
    }

    /** Does the same over a connection that watches; false if the server ran nothing, since a key was changed. */
    boolean run(WatchedCalls watched) {
        sent = true;
        Call<@Nullable Object> call =
                dispatcher.create(request().bound(), ReplyDecoder.raw(), limits, false, slot.place());
        CompletableFuture<Void> told = call.handle(this::settle);
        watched.submit(call);
        end(call, told);
        return call.join() != null;
    }

    private Request request() {
        return Request.transaction(parts.stream().map(Part::request).toList(), slot.key());
    }

    private static void end(Call<@Nullable Object> call, CompletableFuture<Void> told) {
        call.awaitEnd();
        // The parts are about to be completed, on another thread.
        told.join();
        call.join();
    }

    private @Nullable Void settle(@Nullable Object raw, @Nullable Throwable failure) {
        if (failure != null) {
            parts.forEach(part -> part.completeExceptionally(failure));
        } else if (raw instanceof List<?> results && results.size() == parts.size()) {
            for (int i = 0; i < results.size(); i++) {
                parts.get(i).settle(results.get(i));
            }
        } else {
            String seen = raw == null ? "a watched key was changed" : "EXEC answered something else than its results";
            Outcome outcome = raw == null ? Outcome.NOT_EXECUTED : Outcome.UNKNOWN;
            parts.forEach(part -> part.completeExceptionally(
                    new RedisException("the transaction has no results: " + seen, outcome, null)));
        }
        return null;
    }

    /** Ends what was collected without sending it. */
    public void discard() {
        sent = true;
        parts.forEach(part -> part.cancel(false));
    }

    /** One command of the transaction. */
    private final class Part<T extends @Nullable Object> extends Answer<T> {

        private final Request request;
        private final ReplyDecoder<T> decoder;

        Part(Request request, ReplyDecoder<T> decoder) {
            this.request = request;
            this.decoder = decoder;
        }

        Request request() {
            return request;
        }

        @Override
        protected void checkMayWait() {
            if (!sent) {
                throw unanswered();
            }
            super.checkMayWait();
        }

        void settle(@Nullable Object raw) {
            if (raw instanceof ServerError error) {
                completeExceptionally(new RedisCommandException(
                        error.code(),
                        request.command().name() + ": " + error.text(),
                        request.refusalIsProof() ? Outcome.NOT_EXECUTED : Outcome.UNKNOWN));
                return;
            }
            try {
                complete(decoder.decode(raw));
            } catch (RuntimeException undecodable) {
                completeExceptionally(undecodable);
            }
        }
    }
}
