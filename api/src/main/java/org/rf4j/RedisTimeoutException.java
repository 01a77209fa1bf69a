package org.rf4j;

import org.jspecify.annotations.Nullable;

/**
 * The call was not answered by its deadline (clause C2). The message names the last server, and the last refusal
 * if there was one.
 *
 * @since 0.1.0
 */
public final class RedisTimeoutException extends RedisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what failed and what to do next
     * @param outcome whether the server may have run the command
     * @param cause the reason below, if there is one
     */
    public RedisTimeoutException(String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, outcome, cause);
    }
}
