package org.rf4j;

import org.jspecify.annotations.Nullable;

/**
 * No connection to a server that could take the call, or the connection was lost under it.
 *
 * @since 0.1.0
 */
public final class RedisConnectionException extends RedisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what failed and what to do next
     * @param outcome whether the server may have run the command
     * @param cause the reason below, if there is one
     */
    public RedisConnectionException(String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, outcome, cause);
    }
}
