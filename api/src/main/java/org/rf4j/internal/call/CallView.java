package org.rf4j.internal.call;

import org.jspecify.annotations.Nullable;
import org.rf4j.command.RedisFuture;

/**
 * A way in with the options of one view of a {@link org.rf4j.Redis}.
 *
 * @param dispatcher where calls go
 * @param limits what is asked of each call
 * @param blocking whether each call is waited for by the thread that made it
 */
public record CallView(Dispatcher dispatcher, CallLimits limits, boolean blocking) implements Calls {

    @Override
    public <T extends @Nullable Object> RedisFuture<T> start(Request request, ReplyDecoder<T> decoder) {
        if (request.kind() == Request.Kind.AFTER_WRITES) {
            throw new IllegalStateException(request.command().name()
                    + " speaks of the writes of its own connection; call it in Redis.batch, after the writes");
        }
        if (blocking) {
            Callbacks.checkMayBlock();
        }
        Scatter scatter = Scatter.of(request, dispatcher.deployment(), limits.splitsWrites());
        if (scatter != null) {
            GatheredCall<T> gathered = new GatheredCall<>(dispatcher, scatter, decoder, limits);
            dispatcher.submit(gathered.parts());
            return gathered;
        }
        Call<T> call = dispatcher.create(request, decoder, limits, blocking);
        dispatcher.submit(call);
        return call;
    }

    @Override
    public <T extends @Nullable Object> T await(RedisFuture<T> call) {
        return ((Started<T>) call).await();
    }

    @Override
    public PrimaryWalk walk() {
        return PrimaryWalk.everywhere(dispatcher, limits);
    }

    @Override
    public PrimaryWalk walk(byte[] key) {
        return PrimaryWalk.to(key, dispatcher, limits);
    }
}
