package org.rf4j;

import org.jspecify.annotations.Nullable;

/**
 * No provider can be used: none on the class path, several without a choice, or one that is broken.
 *
 * @since 0.1.0
 */
public final class RedisProviderException extends RedisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception; nothing was executed.
     *
     * @param message what is wrong and what to do next
     * @param cause the reason below, if there is one
     */
    public RedisProviderException(String message, @Nullable Throwable cause) {
        super(message, Outcome.NOT_EXECUTED, cause);
    }
}
