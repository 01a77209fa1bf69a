package org.rf4j.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.rf4j.internal.command.wire.Figures;

/**
 * Options of {@code HSETEX}. Immutable.
 *
 * @since 0.1.0
 */
public final class HSetExArgs extends CommandArgs {

    private static final HSetExArgs NONE = new HSetExArgs(List.of());

    private HSetExArgs(List<Option> options) {
        super(options);
    }

    /**
     * Returns options that set the fields only if none of them exists.
     *
     * @return the options
     */
    public static HSetExArgs fnx() {
        return NONE.andFnx();
    }

    /**
     * Returns options that set the fields only if all of them exist.
     *
     * @return the options
     */
    public static HSetExArgs fxx() {
        return NONE.andFxx();
    }

    /**
     * Returns options with a time to live.
     *
     * @param timeout how long the fields live, positive, rounded up to milliseconds
     * @return the options
     */
    public static HSetExArgs ex(Duration timeout) {
        return NONE.andEx(timeout);
    }

    /**
     * Returns options with a time at which the fields expire.
     *
     * @param time when, rounded up to milliseconds
     * @return the options
     */
    public static HSetExArgs exat(Instant time) {
        return NONE.andExat(time);
    }

    /**
     * Returns options that keep the time to live that the fields have.
     *
     * @return the options
     */
    public static HSetExArgs keepttl() {
        return NONE.andKeepttl();
    }

    /**
     * Returns these options, and {@link #fnx()}.
     *
     * @return the new options
     */
    public HSetExArgs andFnx() {
        return new HSetExArgs(with(Option.of("FNX", "presence", "FNX")));
    }

    /**
     * Returns these options, and {@link #fxx()}.
     *
     * @return the new options
     */
    public HSetExArgs andFxx() {
        return new HSetExArgs(with(Option.of("FXX", "presence", "FXX")));
    }

    /**
     * Returns these options, and {@link #ex(Duration)}.
     *
     * @param timeout how long the fields live, positive
     * @return the new options
     */
    public HSetExArgs andEx(Duration timeout) {
        return new HSetExArgs(
                with(Option.of("EX", "expiry", "PX", Long.toString(Figures.positiveMillis(timeout, "timeout")))));
    }

    /**
     * Returns these options, and {@link #exat(Instant)}.
     *
     * @param time when the fields expire
     * @return the new options
     */
    public HSetExArgs andExat(Instant time) {
        return new HSetExArgs(
                with(Option.of("EXAT", "expiry", "PXAT", Long.toString(Figures.positiveMillis(time, "time")))));
    }

    /**
     * Returns these options, and {@link #keepttl()}.
     *
     * @return the new options
     */
    public HSetExArgs andKeepttl() {
        return new HSetExArgs(with(Option.of("KEEPTTL", "expiry", "KEEPTTL")));
    }
}
