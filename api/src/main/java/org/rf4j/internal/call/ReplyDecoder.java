package org.rf4j.internal.call;

import org.jspecify.annotations.Nullable;

/**
 * Turns a raw reply, which is not a top-level error, into what the caller asked for. Runs on the thread that delivers
 * the reply; what it throws ends the call.
 *
 * @param <T> the caller's type
 */
@FunctionalInterface
public interface ReplyDecoder<T extends @Nullable Object> {

    /** Returns the decoded reply. */
    T decode(@Nullable Object raw);

    /** Returns the decoder that leaves the reply as it is. */
    @SuppressWarnings("NullAway") // outside its JSpecify mode, it does not see that a raw reply may be null
    static ReplyDecoder<@Nullable Object> raw() {
        return raw -> raw;
    }
}
