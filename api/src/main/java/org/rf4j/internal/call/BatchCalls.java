package org.rf4j.internal.call;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.Outcome;
import org.rf4j.RedisException;
import org.rf4j.command.RedisFuture;

/** Collects calls, to be sent in one go. For one thread. */
public final class BatchCalls implements Calls {

    private final Dispatcher dispatcher;
    private final CallLimits limits;
    private final List<Call<?>> collected = new ArrayList<>();
    private final List<Started<?>> promised = new ArrayList<>();
    private boolean sent;

    /** Creates an empty batch. */
    public BatchCalls(Dispatcher dispatcher, CallLimits limits) {
        this.dispatcher = dispatcher;
        this.limits = limits;
    }

    @Override
    public <T extends @Nullable Object> RedisFuture<T> start(Request request, ReplyDecoder<T> decoder) {
        if (sent) {
            throw new IllegalStateException(
                    "this batch has been sent already; a batch ends with the function given to" + " Redis.batch");
        }
        if (request.kind() == Request.Kind.AFTER_WRITES) {
            return startAfterWrites(request, decoder);
        }
        Scatter scatter = Scatter.of(request, dispatcher.deployment(), limits.splitsWrites());
        if (scatter != null) {
            GatheredCall<T> gathered = new GatheredCall<>(dispatcher, scatter, decoder, limits);
            collected.addAll(gathered.parts());
            promised.add(gathered);
            return gathered;
        }
        Call<T> call = dispatcher.create(request, decoder, limits, false);
        collected.add(call);
        promised.add(call);
        return call;
    }

    /** Belongs where the call before it does, and is worth nothing if one of those was sent again elsewhere. */
    private <T extends @Nullable Object> RedisFuture<T> startAfterWrites(Request request, ReplyDecoder<T> decoder) {
        String name = request.command().name();
        if (promised.isEmpty() || promised.get(promised.size() - 1) instanceof GatheredCall) {
            throw new IllegalStateException(name
                    + " speaks of the writes before it in the batch, and there is none, or it is split over several"
                    + " servers; call it after a write to one of them");
        }
        int place = collected.get(collected.size() - 1).place();
        List<Call<?>> before =
                collected.stream().filter(call -> call.place() == place).toList();
        if (before.stream().anyMatch(call -> call.request().kind().isSentAlone())) {
            throw new IllegalStateException(name
                    + " speaks of the writes of its own connection, and one before it in the batch waits on another; call"
                    + " that outside of the batch");
        }
        ReplyDecoder<T> checking = raw -> {
            if (before.stream().anyMatch(Call::wasSentAgain)) {
                throw new RedisException(
                        "the answer to " + name + " proves nothing: a call before it had to be sent again, and "
                                + "perhaps elsewhere",
                        Outcome.UNKNOWN,
                        null);
            }
            return decoder.decode(raw);
        };
        Call<T> call = dispatcher.create(request, checking, limits, false, place);
        collected.add(call);
        promised.add(call);
        return call;
    }

    @Override
    public <T extends @Nullable Object> T await(RedisFuture<T> call) {
        throw new IllegalStateException("a batch has no answers before it is sent; keep the future");
    }

    @Override
    public PrimaryWalk walk() {
        throw new IllegalStateException("a batch has no answers before it is sent; scan outside of it");
    }

    @Override
    public PrimaryWalk walk(byte[] key) {
        return walk();
    }

    /** Sends what was collected and waits until each call is over, however it ended. */
    public void run() {
        sent = true;
        Callbacks.checkMayBlock();
        dispatcher.submit(collected);
        promised.forEach(Started::awaitEnd);
    }

    /** Ends what was collected without sending it. */
    public void discard() {
        sent = true;
        promised.forEach(call -> call.cancel(false));
    }
}
