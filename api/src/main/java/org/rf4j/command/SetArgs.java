package org.rf4j.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.rf4j.internal.command.wire.Figures;

/**
 * Options of {@code SET}: a time to live, and a condition. Immutable.
 *
 * <pre>{@code
 * redis.sync().set("greeting", "hello", SetArgs.ex(Duration.ofMinutes(5)));
 * boolean mine = redis.sync().set("lock", id, SetArgs.nx().andEx(Duration.ofSeconds(30)));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class SetArgs extends CommandArgs {

    private SetArgs(List<Option> options) {
        super(options);
    }

    /**
     * Returns options that let the key expire after some time.
     *
     * @param timeout the time, positive; rounded up to milliseconds
     * @return the options
     */
    public static SetArgs ex(Duration timeout) {
        return new SetArgs(List.of()).andEx(timeout);
    }

    /**
     * Returns options that let the key expire at a point in time.
     *
     * @param time the point, after 1970; rounded up to milliseconds
     * @return the options
     */
    public static SetArgs exat(Instant time) {
        return new SetArgs(List.of()).andExat(time);
    }

    /**
     * Returns options that keep the time to live that the key has; without them {@code SET} removes it.
     *
     * @return the options
     */
    public static SetArgs keepttl() {
        return new SetArgs(List.of()).andKeepttl();
    }

    /**
     * Returns the condition that the key does not exist.
     *
     * @return the options
     */
    public static SetArgs nx() {
        return new SetArgs(List.of()).andNx();
    }

    /**
     * Returns the condition that the key exists.
     *
     * @return the options
     */
    public static SetArgs xx() {
        return new SetArgs(List.of()).andXx();
    }

    /**
     * Returns these options, and {@link #ex(Duration)}.
     *
     * @param timeout the time, positive; rounded up to milliseconds
     * @return the new options
     */
    public SetArgs andEx(Duration timeout) {
        return new SetArgs(
                with(Option.of("EX", "expiry", "PX", Long.toString(Figures.positiveMillis(timeout, "timeout")))));
    }

    /**
     * Returns these options, and {@link #exat(Instant)}.
     *
     * @param time the point, after 1970; rounded up to milliseconds
     * @return the new options
     */
    public SetArgs andExat(Instant time) {
        return new SetArgs(
                with(Option.of("EXAT", "expiry", "PXAT", Long.toString(Figures.positiveMillis(time, "time")))));
    }

    /**
     * Returns these options, and {@link #keepttl()}.
     *
     * @return the new options
     */
    public SetArgs andKeepttl() {
        return new SetArgs(with(Option.of("KEEPTTL", "expiry", "KEEPTTL")));
    }

    /**
     * Returns these options, and {@link #nx()}.
     *
     * @return the new options
     */
    public SetArgs andNx() {
        return new SetArgs(with(Option.of("NX", "condition", "NX")));
    }

    /**
     * Returns these options, and {@link #xx()}.
     *
     * @return the new options
     */
    public SetArgs andXx() {
        return new SetArgs(with(Option.of("XX", "condition", "XX")));
    }
}
