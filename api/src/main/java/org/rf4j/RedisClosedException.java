package org.rf4j;

/**
 * The call was made on, or was waiting in, a {@link Redis} or subscription that has been closed (clause C8).
 *
 * @since 0.1.0
 */
public final class RedisClosedException extends RedisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was closed
     * @param outcome {@link Outcome#UNKNOWN} for a call that was in flight when the close limit passed
     */
    public RedisClosedException(String message, Outcome outcome) {
        super(message, outcome, null);
    }
}
