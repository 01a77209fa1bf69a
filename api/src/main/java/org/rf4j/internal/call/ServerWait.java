package org.rf4j.internal.call;

import java.util.function.LongFunction;
import org.rf4j.spi.RawCommand;

/**
 * How long a server may wait before it answers a command.
 *
 * @param nanos so long at most; {@link #FOREVER} if there is no limit
 * @param within returns the command with another limit in milliseconds, for an attempt that begins later
 */
public record ServerWait(long nanos, LongFunction<RawCommand> within) {

    /** Longer than anything runs, and short enough for sums and differences of such times. */
    public static final long FOREVER = Long.MAX_VALUE / 2;

    private static final long NANOS_IN_A_MILLISECOND = 1_000_000;

    /** Returns what is sent of a command when only so much of the time is left; it is at least a moment. */
    RawCommand command(RawCommand whole, long nanosLeft) {
        if (nanos == FOREVER) {
            return whole;
        }
        return within.apply(Math.max(1, (nanosLeft + NANOS_IN_A_MILLISECOND - 1) / NANOS_IN_A_MILLISECOND));
    }

    /** Returns the limit of a call that may take so long besides the wait. */
    static long limit(Request request, long timeoutNanos) {
        ServerWait wait = request.serverWait();
        return wait == null ? timeoutNanos : Math.min(FOREVER, Math.min(FOREVER, timeoutNanos) + wait.nanos);
    }
}
