package org.rf4j.internal.call;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.RedisFuture;

/** Collects calls, to be sent in one go. For one thread. */
public final class BatchCalls implements Calls {

    private final Dispatcher dispatcher;
    private final long timeoutNanos;
    private final boolean idempotent;
    private final List<Call<?>> collected = new ArrayList<>();
    private boolean sent;

    /** Creates an empty batch. */
    public BatchCalls(Dispatcher dispatcher, long timeoutNanos, boolean idempotent) {
        this.dispatcher = dispatcher;
        this.timeoutNanos = timeoutNanos;
        this.idempotent = idempotent;
    }

    @Override
    public <T extends @Nullable Object> RedisFuture<T> start(Request request, ReplyDecoder<T> decoder) {
        if (sent) {
            throw new IllegalStateException(
                    "this batch has been sent already; a batch ends with the function given to" + " Redis.batch");
        }
        Call<T> call = dispatcher.create(request, decoder, timeoutNanos, idempotent, false);
        collected.add(call);
        return call;
    }

    @Override
    public <T extends @Nullable Object> T await(RedisFuture<T> call) {
        throw new IllegalStateException("a batch has no answers before it is sent; keep the future");
    }

    /** Sends what was collected and waits until each call is over, however it ended. */
    public void run() {
        sent = true;
        Callbacks.checkMayBlock();
        dispatcher.submit(collected);
        collected.forEach(Call::awaitEnd);
    }

    /** Ends what was collected without sending it. */
    public void discard() {
        sent = true;
        collected.forEach(call -> call.cancel(false));
    }
}
