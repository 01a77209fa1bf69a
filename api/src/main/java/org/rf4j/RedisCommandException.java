package org.rf4j;

/**
 * The server answered with an error (clause C3). Decide on {@link #code()}, never on the text.
 *
 * @since 0.1.0
 */
public final class RedisCommandException extends RedisException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Creates an exception.
     *
     * @param code the first word of the server's reply, like {@code WRONGTYPE}
     * @param message the server's reply, with what was called
     * @param outcome {@link Outcome#NOT_EXECUTED} only where the refusal proves that nothing ran
     */
    public RedisCommandException(String code, String message, Outcome outcome) {
        super(message, outcome, null);
        this.code = code;
    }

    /**
     * Returns the first word of the server's reply, like {@code WRONGTYPE}, {@code NOPERM} or {@code ERR}.
     *
     * @return the code, never empty
     */
    public String code() {
        return code;
    }
}
