package org.rf4j.internal.call;

import org.jspecify.annotations.Nullable;
import org.rf4j.command.RedisFuture;

/**
 * A way in with the options of one view of a {@link org.rf4j.Redis}.
 *
 * @param dispatcher where calls go
 * @param timeoutNanos the limit of each call
 * @param idempotent whether the calls are declared idempotent
 * @param blocking whether each call is waited for by the thread that made it
 */
public record CallView(Dispatcher dispatcher, long timeoutNanos, boolean idempotent, boolean blocking)
        implements Calls {

    @Override
    public <T extends @Nullable Object> RedisFuture<T> start(Request request, ReplyDecoder<T> decoder) {
        if (blocking) {
            Callbacks.checkMayBlock();
        }
        Call<T> call = dispatcher.create(request, decoder, timeoutNanos, idempotent, blocking);
        dispatcher.submit(call);
        return call;
    }

    @Override
    public <T extends @Nullable Object> T await(RedisFuture<T> call) {
        return ((Call<T>) call).await();
    }
}
