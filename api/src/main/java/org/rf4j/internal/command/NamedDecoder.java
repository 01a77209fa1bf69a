package org.rf4j.internal.command;

import org.jspecify.annotations.Nullable;
import org.rf4j.Outcome;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisException;
import org.rf4j.internal.Guide;
import org.rf4j.internal.call.ReplyDecoder;
import org.rf4j.spi.ServerError;

/**
 * A decoder that knows whose reply it reads, so that what goes wrong can be told. The server has answered, so the outcome
 * is never {@link Outcome#NOT_EXECUTED}.
 */
record NamedDecoder<T extends @Nullable Object>(String command, Reading<T> reading) implements ReplyDecoder<T> {

    @Override
    @SuppressWarnings("NullAway") // outside its JSpecify mode, it does not see that T may be nullable
    public T decode(@Nullable Object raw) {
        try {
            return reading.read(raw);
        } catch (UnreadableReply unreadable) {
            ServerError error = unreadable.error();
            if (error != null) {
                throw new RedisCommandException(
                        error.code(), command + ", inside its reply: " + error.text(), Outcome.UNKNOWN);
            }
            throw new RedisException(
                    "the reply to " + command + " cannot be read: " + unreadable.getMessage()
                            + "; check what answers at this address, and read replies of another shape with"
                            + " redis.execute(Command)" + Guide.READING_REPLIES,
                    Outcome.UNKNOWN,
                    unreadable);
        } catch (RedisException known) {
            throw known;
        } catch (RuntimeException fault) {
            throw new RedisException(
                    "the codec cannot read the reply to " + command
                            + "; check that the value was written with the same codec"
                            + Guide.READING_REPLIES,
                    Outcome.UNKNOWN,
                    fault);
        }
    }
}
