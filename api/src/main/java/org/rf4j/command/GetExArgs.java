package org.rf4j.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.rf4j.internal.command.wire.Figures;

/**
 * What {@code GETEX} does to the time to live; one of three. Immutable.
 *
 * @since 0.1.0
 */
public final class GetExArgs extends CommandArgs {

    private GetExArgs(Option option) {
        super(List.of(option));
    }

    /**
     * Returns options that let the key expire after some time.
     *
     * @param timeout the time, positive; rounded up to milliseconds
     * @return the options
     */
    public static GetExArgs ex(Duration timeout) {
        return new GetExArgs(
                Option.of("EX", "expiry", "PX", Long.toString(Figures.positiveMillis(timeout, "timeout"))));
    }

    /**
     * Returns options that let the key expire at a point in time.
     *
     * @param time the point, after 1970; rounded up to milliseconds
     * @return the options
     */
    public static GetExArgs exat(Instant time) {
        return new GetExArgs(Option.of("EXAT", "expiry", "PXAT", Long.toString(Figures.positiveMillis(time, "time"))));
    }

    /**
     * Returns options that remove the time to live.
     *
     * @return the options
     */
    public static GetExArgs persist() {
        return new GetExArgs(Option.of("PERSIST", "expiry", "PERSIST"));
    }
}
