package org.rf4j;

import org.jspecify.annotations.Nullable;

/**
 * The root of what RF4J throws when a call fails; {@link #outcome()} says whether the server may have run the command.
 * Misuse of the API is {@link IllegalArgumentException}, {@link IllegalStateException} or
 * {@link NullPointerException} instead, and a missing {@link Capability} is {@link UnsupportedOperationException}.
 *
 * @since 0.1.0
 */
public class RedisException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    /**
     * Creates an exception.
     *
     * @param message what failed and what to do next
     * @param outcome whether the server may have run the command
     * @param cause the reason below, if there is one
     */
    public RedisException(String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    /**
     * Returns whether the server may have run the command (clause C4).
     *
     * @return {@link Outcome#NOT_EXECUTED} only where that is certain
     */
    public Outcome outcome() {
        return outcome;
    }
}
