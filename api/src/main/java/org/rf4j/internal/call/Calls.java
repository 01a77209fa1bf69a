package org.rf4j.internal.call;

import org.jspecify.annotations.Nullable;
import org.rf4j.command.RedisFuture;

/** Where an encoded call is handed in: sent at once, or collected in a batch. */
public interface Calls {

    /** Starts the call; never blocks on the network and never throws what the call itself ends with. */
    <T extends @Nullable Object> RedisFuture<T> start(Request request, ReplyDecoder<T> decoder);

    /** Waits for a call started here, lending the thread to the driver. Throws what {@link RedisFuture#join()} throws. */
    <T extends @Nullable Object> T await(RedisFuture<T> call);

    /** Begins a walk over every primary. */
    PrimaryWalk walk();

    /** Begins a walk that goes to the primary of a key, and no further. */
    PrimaryWalk walk(byte[] key);
}
