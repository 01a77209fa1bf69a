package org.rf4j.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.rf4j.internal.command.wire.Figures;

/**
 * Options of {@code XCLAIM}. Immutable.
 *
 * @since 0.1.0
 */
public final class XClaimArgs extends CommandArgs {

    private static final XClaimArgs NONE = new XClaimArgs(List.of());

    private XClaimArgs(List<Option> options) {
        super(options);
    }

    /**
     * Returns options that set how long ago the entries were delivered; without them, and without
     * {@link #time(Instant)}, they count as delivered just now.
     *
     * @param idle the time, not negative; rounded up to milliseconds
     * @return the options
     */
    public static XClaimArgs idle(Duration idle) {
        return NONE.andIdle(idle);
    }

    /**
     * Returns options that set when the entries were delivered. A time that is still to come counts as now.
     *
     * @param time the time, after 1970; rounded up to milliseconds
     * @return the options
     */
    public static XClaimArgs time(Instant time) {
        return NONE.andTime(time);
    }

    /**
     * Returns options that set how often the entries were delivered; without them this claim counts as one delivery
     * more, unless only IDs are asked for.
     *
     * @param deliveries the number, not negative
     * @return the options
     */
    public static XClaimArgs retrycount(long deliveries) {
        return NONE.andRetrycount(deliveries);
    }

    /**
     * Returns options that claim entries that are not pending too.
     *
     * @return the options
     */
    public static XClaimArgs force() {
        return NONE.andForce();
    }

    /**
     * Returns options that set the last ID delivered to the group, if it is higher than what the group has.
     *
     * @param id the ID
     * @return the options
     */
    public static XClaimArgs lastid(StreamId id) {
        return NONE.andLastid(id);
    }

    /**
     * Returns these options, and {@link #idle(Duration)}.
     *
     * @param idle the time, not negative; rounded up to milliseconds
     * @return the new options
     */
    public XClaimArgs andIdle(Duration idle) {
        long millis = Figures.notNegativeMillis(idle, "idle");
        return new XClaimArgs(with(Option.of("IDLE", "delivery", "IDLE", Long.toString(millis))));
    }

    /**
     * Returns these options, and {@link #time(Instant)}.
     *
     * @param time the time, after 1970; rounded up to milliseconds
     * @return the new options
     */
    public XClaimArgs andTime(Instant time) {
        return new XClaimArgs(
                with(Option.of("TIME", "delivery", "TIME", Long.toString(Figures.positiveMillis(time, "time")))));
    }

    /**
     * Returns these options, and {@link #retrycount(long)}.
     *
     * @param deliveries the number, not negative
     * @return the new options
     */
    public XClaimArgs andRetrycount(long deliveries) {
        if (deliveries < 0) {
            throw new IllegalArgumentException("deliveries is " + deliveries + "; give 0 or more");
        }
        return new XClaimArgs(with(Option.of("RETRYCOUNT", "RETRYCOUNT", "RETRYCOUNT", Long.toString(deliveries))));
    }

    /**
     * Returns these options, and {@link #force()}.
     *
     * @return the new options
     */
    public XClaimArgs andForce() {
        return new XClaimArgs(with(Option.flag("FORCE")));
    }

    /**
     * Returns these options, and {@link #lastid(StreamId)}.
     *
     * @param id the ID
     * @return the new options
     */
    public XClaimArgs andLastid(StreamId id) {
        return new XClaimArgs(with(Option.of(
                "LASTID", "LASTID", "LASTID", Objects.requireNonNull(id, "id").toString())));
    }
}
