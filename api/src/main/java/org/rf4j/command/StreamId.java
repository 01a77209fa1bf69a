package org.rf4j.command;

import java.util.Objects;

/**
 * The ID of an entry of a stream: a time, and a number that tells the entries of one millisecond apart. Both parts are
 * unsigned 64-bit numbers, which {@code long} holds as its bits; {@link #compareTo} and {@link #toString} take them so.
 * The time is what the server's clock said, or what the writer gave.
 *
 * @param millis the time in milliseconds since 1970, unsigned
 * @param sequence the number within the millisecond, unsigned
 * @since 0.1.0
 */
public record StreamId(long millis, long sequence) implements Comparable<StreamId> {

    /** The ID before that of any entry: {@code 0-0}. No entry has it. */
    public static final StreamId ZERO = new StreamId(0, 0);

    /** The lowest ID that an entry can have: {@code 0-1}. */
    public static final StreamId MIN = new StreamId(0, 1);

    /** The highest ID that an entry can have: {@code 18446744073709551615-18446744073709551615}. */
    public static final StreamId MAX = new StreamId(-1, -1);

    /**
     * Returns the ID that a text stands for.
     *
     * @param text the two parts in decimal with a hyphen between, like {@code 1526919030474-0}
     * @return the ID
     * @throws IllegalArgumentException if it is something else
     */
    public static StreamId parse(String text) {
        int hyphen = Objects.requireNonNull(text, "text").indexOf('-');
        if (hyphen < 0) {
            throw notAnId();
        }
        return new StreamId(unsigned(text, 0, hyphen), unsigned(text, hyphen + 1, text.length()));
    }

    private static long unsigned(String text, int start, int end) {
        if (start == end || text.charAt(start) == '+') {
            throw notAnId();
        }
        try {
            return Long.parseUnsignedLong(text, start, end, 10);
        } catch (NumberFormatException notANumber) {
            throw notAnId();
        }
    }

    private static IllegalArgumentException notAnId() {
        return new IllegalArgumentException(
                "text is not the ID of an entry; give two whole numbers, like 1526919030474-0");
    }

    /** Compares the times, then the numbers, as the server does. */
    @Override
    public int compareTo(StreamId other) {
        int order = Long.compareUnsigned(millis, other.millis);
        return order != 0 ? order : Long.compareUnsigned(sequence, other.sequence);
    }

    /** Returns the ID as Redis writes it, like {@code 1526919030474-0}. */
    @Override
    public String toString() {
        return Long.toUnsignedString(millis) + '-' + Long.toUnsignedString(sequence);
    }
}
