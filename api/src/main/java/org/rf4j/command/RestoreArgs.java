package org.rf4j.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.rf4j.internal.command.wire.Figures;

/**
 * Options of {@code RESTORE}. Immutable.
 *
 * @since 0.1.0
 */
public final class RestoreArgs extends CommandArgs {

    private final long timeToLive;

    private RestoreArgs(List<Option> options, long timeToLive) {
        super(options);
        this.timeToLive = timeToLive;
    }

    private static RestoreArgs none() {
        return new RestoreArgs(List.of(), 0);
    }

    /**
     * Returns options that let the key expire after some time. Without it, and without {@link #exat(Instant)}, the key
     * never expires.
     *
     * @param timeout the time, positive; rounded up to milliseconds
     * @return the options
     */
    public static RestoreArgs ex(Duration timeout) {
        return none().andEx(timeout);
    }

    /**
     * Returns options that let the key expire at a point in time.
     *
     * @param time the point, after 1970; rounded up to milliseconds
     * @return the options
     */
    public static RestoreArgs exat(Instant time) {
        return none().andExat(time);
    }

    /**
     * Returns options that overwrite the key if it exists.
     *
     * @return the options
     */
    public static RestoreArgs replace() {
        return none().andReplace();
    }

    /**
     * Returns options that set how long ago the key was used, for eviction by LRU.
     *
     * @param idle the time, not negative; whole seconds, the rest is dropped
     * @return the options
     */
    public static RestoreArgs idletime(Duration idle) {
        return none().andIdletime(idle);
    }

    /**
     * Returns options that set how often the key was used, for eviction by LFU.
     *
     * @param frequency the logarithmic counter, 0 to 255
     * @return the options
     */
    public static RestoreArgs freq(int frequency) {
        return none().andFreq(frequency);
    }

    /**
     * Returns these options, and {@link #ex(Duration)}.
     *
     * @param timeout the time, positive; rounded up to milliseconds
     * @return the new options
     */
    public RestoreArgs andEx(Duration timeout) {
        return new RestoreArgs(with(Option.of("EX", "expiry")), Figures.positiveMillis(timeout, "timeout"));
    }

    /**
     * Returns these options, and {@link #exat(Instant)}.
     *
     * @param time the point, after 1970; rounded up to milliseconds
     * @return the new options
     */
    public RestoreArgs andExat(Instant time) {
        return new RestoreArgs(with(Option.of("EXAT", "expiry", "ABSTTL")), Figures.positiveMillis(time, "time"));
    }

    /**
     * Returns these options, and {@link #replace()}.
     *
     * @return the new options
     */
    public RestoreArgs andReplace() {
        return new RestoreArgs(with(Option.flag("REPLACE")), timeToLive);
    }

    /**
     * Returns these options, and {@link #idletime(Duration)}.
     *
     * @param idle the time, not negative; whole seconds, the rest is dropped
     * @return the new options
     */
    public RestoreArgs andIdletime(Duration idle) {
        if (Objects.requireNonNull(idle, "idle").isNegative()) {
            throw new IllegalArgumentException("idle " + idle + " is negative");
        }
        return new RestoreArgs(
                with(Option.of("IDLETIME", "use", "IDLETIME", Long.toString(idle.getSeconds()))), timeToLive);
    }

    /**
     * Returns these options, and {@link #freq(int)}.
     *
     * @param frequency the logarithmic counter, 0 to 255
     * @return the new options
     */
    public RestoreArgs andFreq(int frequency) {
        if (frequency < 0 || frequency > 255) {
            throw new IllegalArgumentException("frequency " + frequency + " is out of range; give 0 to 255");
        }
        return new RestoreArgs(with(Option.of("FREQ", "use", "FREQ", Integer.toString(frequency))), timeToLive);
    }

    /**
     * {@inheritDoc} The first word is the time to live, 0 for none; on the wire the value stands between it and the
     * others.
     */
    @Override
    public List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(Long.toString(timeToLive));
        words.addAll(super.words());
        return List.copyOf(words);
    }
}
