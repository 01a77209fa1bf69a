package org.rf4j.command;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.internal.command.wire.Figures;

/**
 * Options of {@code XREADGROUP}. Immutable. Without {@code block} the server answers at once.
 *
 * @since 0.1.0
 */
public final class XReadGroupArgs extends CommandArgs {

    private static final XReadGroupArgs NONE = new XReadGroupArgs(List.of(), null);

    private final @Nullable Duration blocking;

    private XReadGroupArgs(List<Option> options, @Nullable Duration blocking) {
        super(options);
        this.blocking = blocking;
    }

    /**
     * Returns options that limit how many entries are read of each stream.
     *
     * @param count how many at most, positive
     * @return the options
     */
    public static XReadGroupArgs count(long count) {
        return NONE.andCount(count);
    }

    /**
     * Returns options that let the server wait for an entry, if there is none. The call has a connection of its own and
     * ends with nothing when the time is over; its time limit counts from then on.
     *
     * @param timeout how long, positive; rounded up to milliseconds
     * @return the options
     */
    public static XReadGroupArgs block(Duration timeout) {
        return NONE.andBlock(timeout);
    }

    /**
     * Returns options that let the server wait for an entry for as long as it takes. The call has a connection of its
     * own.
     *
     * @return the options
     */
    public static XReadGroupArgs blockForever() {
        return NONE.andBlockForever();
    }

    /**
     * Returns options that count the entries as acknowledged as soon as they are sent, so that none becomes pending. One
     * whose answer is lost is lost to the group.
     *
     * @return the options
     */
    public static XReadGroupArgs noack() {
        return NONE.andNoack();
    }

    /**
     * Returns these options, and {@link #count(long)}.
     *
     * @param count how many at most, positive
     * @return the new options
     */
    public XReadGroupArgs andCount(long count) {
        return new XReadGroupArgs(with(Option.count(count)), blocking);
    }

    /**
     * Returns these options, and {@link #block(Duration)}.
     *
     * @param timeout how long, positive; rounded up to milliseconds
     * @return the new options
     */
    public XReadGroupArgs andBlock(Duration timeout) {
        Duration millis = Duration.ofMillis(Figures.positiveMillis(timeout, "timeout"));
        return new XReadGroupArgs(with(Option.block("BLOCK", millis)), millis);
    }

    /**
     * Returns these options, and {@link #blockForever()}.
     *
     * @return the new options
     */
    public XReadGroupArgs andBlockForever() {
        return new XReadGroupArgs(with(Option.block("BLOCKFOREVER", Duration.ZERO)), Duration.ZERO);
    }

    /**
     * Returns these options, and {@link #noack()}.
     *
     * @return the new options
     */
    public XReadGroupArgs andNoack() {
        return new XReadGroupArgs(with(Option.flag("NOACK")), blocking);
    }

    /**
     * Returns how long the server waits for an entry.
     *
     * @return the time; null if it does not wait; zero after {@link #blockForever()}
     */
    public @Nullable Duration blocking() {
        return blocking;
    }
}
