package org.rf4j.internal.call;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.rf4j.Outcome;
import org.rf4j.RedisException;
import org.rf4j.RedisSplitException;

/** One call of the user's that several nodes answer, each a part of it (clause C12). */
final class GatheredCall<T extends @Nullable Object> extends Started<T> {

    private final Scatter scatter;
    private final ReplyDecoder<T> decoder;
    private final List<Call<@Nullable Object>> parts = new ArrayList<>();

    GatheredCall(Dispatcher dispatcher, Scatter scatter, ReplyDecoder<T> decoder, CallLimits limits) {
        this.scatter = scatter;
        this.decoder = decoder;
        for (Scatter.Part part : scatter.parts()) {
            parts.add(dispatcher.create(part.request(), ReplyDecoder.raw(), limits, false, part.place()));
        }
        CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new))
                .whenComplete((nothing, failure) -> gather());
    }

    List<Call<@Nullable Object>> parts() {
        return parts;
    }

    private void gather() {
        List<@Nullable Object> replies = new ArrayList<>();
        List<@Nullable RedisException> failures = new ArrayList<>();
        for (Call<@Nullable Object> part : parts) {
            try {
                replies.add(part.getNow(null));
                failures.add(null);
            } catch (CompletionException failed) {
                failures.add(failure(failed.getCause()));
            } catch (java.util.concurrent.CancellationException cancelled) {
                failures.add(failure(cancelled));
            }
        }
        if (failures.stream().allMatch(failure -> failure == null)) {
            try {
                complete(decoder.decode(scatter.gather(replies)));
            } catch (RuntimeException undecodable) {
                completeExceptionally(undecodable);
            }
        } else {
            completeExceptionally(failure(failures));
        }
    }

    private static RedisException failure(@Nullable Throwable cause) {
        return cause instanceof RedisException known
                ? known
                : new RedisException("a part of the call failed: " + cause, Outcome.UNKNOWN, cause);
    }

    /** Where all parts ended alike, that is how the call ended; otherwise the exception tells key by key. */
    private RedisException failure(List<@Nullable RedisException> failures) {
        RedisException first = null;
        boolean alike = true;
        for (RedisException failure : failures) {
            if (failure == null) {
                alike = false;
            } else if (first == null) {
                first = failure;
            } else {
                alike &= failure.getClass() == first.getClass() && failure.outcome() == first.outcome();
            }
        }
        if (alike && first != null) {
            return first;
        }
        List<RedisSplitException.Part> told = new ArrayList<>();
        for (int i = 0; i < failures.size(); i++) {
            told.add(new RedisSplitException.Part(scatter.parts().get(i).keys(), failures.get(i)));
        }
        return new RedisSplitException(scatter.name(), told);
    }

    @Override
    T await() {
        awaitEnd();
        return join();
    }

    @Override
    void awaitEnd() {
        parts.forEach(Call::awaitEnd);
        // The last part may be about to put them together, on another thread.
        handle((value, failure) -> true).join();
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        boolean cancelled = super.cancel(mayInterrupt);
        parts.forEach(part -> part.cancel(mayInterrupt));
        return cancelled;
    }

    @Override
    protected void checkMayWait() {
        parts.get(0).checkMayWait();
    }

    @Override
    protected void interrupted() {
        parts.forEach(Call::interrupted);
        super.interrupted();
    }
}
