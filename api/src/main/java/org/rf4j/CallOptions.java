package org.rf4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What may differ from call to call; given to {@link Redis#with(CallOptions)}. Immutable.
 *
 * @since 0.1.0
 */
public final class CallOptions {

    private static final CallOptions DEFAULTS = new CallOptions(null, false);

    private final @Nullable Duration timeout;
    private final boolean idempotent;

    private CallOptions(@Nullable Duration timeout, boolean idempotent) {
        this.timeout = timeout;
        this.idempotent = idempotent;
    }

    /**
     * Returns options that change nothing.
     *
     * @return the options
     */
    public static CallOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Returns options with a time limit for the whole call: time parked and every attempt count (clause C2).
     *
     * @param timeout the limit, positive
     * @return the options
     */
    public static CallOptions timeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout " + timeout + " is not positive");
        }
        return new CallOptions(timeout, false);
    }

    /**
     * Returns these options with the calls declared idempotent: one whose outcome is unknown may be sent again until its
     * deadline (clause C6).
     *
     * @return the options
     */
    public CallOptions idempotent() {
        return new CallOptions(timeout, true);
    }

    /**
     * Returns the time limit of a call.
     *
     * @return the limit, or null for the configured command timeout
     */
    public @Nullable Duration timeout() {
        return timeout;
    }

    /**
     * Returns whether the calls are declared idempotent.
     *
     * @return true if they may be sent again
     */
    public boolean isIdempotent() {
        return idempotent;
    }
}
