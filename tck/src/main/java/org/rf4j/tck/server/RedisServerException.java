package org.rf4j.tck.server;

import org.jspecify.annotations.Nullable;

/** Says that a server could not be found, started, reached or brought into the state that was asked for. */
public class RedisServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception without a cause. */
    public RedisServerException(String message) {
        super(message);
    }

    /** Creates an exception; the cause may be {@code null}. */
    public RedisServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
