package org.rf4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What may differ from call to call; given to {@link Redis#with(CallOptions)}. Immutable.
 *
 * @since 0.1.0
 */
public final class CallOptions {

    private static final CallOptions DEFAULTS = new CallOptions(null, false, false);

    private final @Nullable Duration timeout;
    private final boolean idempotent;
    private final boolean splitsWrites;

    private CallOptions(@Nullable Duration timeout, boolean idempotent, boolean splitsWrites) {
        this.timeout = timeout;
        this.idempotent = idempotent;
        this.splitsWrites = splitsWrites;
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
        return new CallOptions(timeout, false, false);
    }

    /**
     * Returns these options with the calls declared idempotent: one whose outcome is unknown may be sent again until its
     * deadline (clause C6).
     *
     * @return the options
     */
    public CallOptions idempotent() {
        return new CallOptions(timeout, true, splitsWrites);
    }

    /**
     * Returns these options with {@code MSET} split by slot where its keys belong to several (clause C12). It is then no
     * longer atomic: others may see one part before the other, and a part may fail alone, which {@link
     * RedisSplitException} tells. Without effect outside a cluster.
     *
     * @return the options
     */
    public CallOptions splitWrites() {
        return new CallOptions(timeout, idempotent, true);
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

    /**
     * Returns whether {@code MSET} may be split by slot.
     *
     * @return true after {@link #splitWrites()}
     */
    public boolean splitsWrites() {
        return splitsWrites;
    }
}
