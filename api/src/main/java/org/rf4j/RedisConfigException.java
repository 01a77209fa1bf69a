package org.rf4j;

import org.jspecify.annotations.Nullable;

/**
 * A setting is missing, malformed or contradicts another; the message names the variable, URI part or builder method,
 * and never a secret.
 *
 * @since 0.1.0
 */
public final class RedisConfigException extends RedisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception; nothing was executed.
     *
     * @param message what is wrong and what to do next
     * @param cause the reason below, if there is one
     */
    public RedisConfigException(String message, @Nullable Throwable cause) {
        super(message, Outcome.NOT_EXECUTED, cause);
    }
}
