package org.rf4j.command;

import java.util.Objects;

/**
 * Entries of a stream by their ID. Immutable. The factories have the names that Guava gives to ranges.
 *
 * @since 0.1.0
 */
public final class StreamRange {

    private static final String LOWEST = "-";
    private static final String HIGHEST = "+";

    private final String min;
    private final String max;

    private StreamRange(String min, String max) {
        this.min = min;
        this.max = max;
    }

    /**
     * Returns the entries from one ID to another, both included.
     *
     * @param min the lower bound
     * @param max the upper bound
     * @return the range
     */
    public static StreamRange closed(StreamId min, StreamId max) {
        return new StreamRange(inclusive(min, "min"), inclusive(max, "max"));
    }

    /**
     * Returns the entries between two IDs, both excluded.
     *
     * @param min the lower bound, below {@link StreamId#MAX}
     * @param max the upper bound, above {@link StreamId#ZERO}
     * @return the range
     */
    public static StreamRange open(StreamId min, StreamId max) {
        return new StreamRange(above(min), below(max));
    }

    /**
     * Returns the entries from a lower bound, included, to an upper one, excluded.
     *
     * @param min the lower bound
     * @param max the upper bound, above {@link StreamId#ZERO}
     * @return the range
     */
    public static StreamRange closedOpen(StreamId min, StreamId max) {
        return new StreamRange(inclusive(min, "min"), below(max));
    }

    /**
     * Returns the entries from a lower bound, excluded, to an upper one, included.
     *
     * @param min the lower bound, below {@link StreamId#MAX}
     * @param max the upper bound
     * @return the range
     */
    public static StreamRange openClosed(StreamId min, StreamId max) {
        return new StreamRange(above(min), inclusive(max, "max"));
    }

    /**
     * Returns the entries from an ID on, included.
     *
     * @param min the lower bound
     * @return the range
     */
    public static StreamRange atLeast(StreamId min) {
        return new StreamRange(inclusive(min, "min"), HIGHEST);
    }

    /**
     * Returns the entries after an ID; how one goes on after the last entry of a page.
     *
     * @param min the lower bound, below {@link StreamId#MAX}
     * @return the range
     */
    public static StreamRange greaterThan(StreamId min) {
        return new StreamRange(above(min), HIGHEST);
    }

    /**
     * Returns the entries up to an ID, included.
     *
     * @param max the upper bound
     * @return the range
     */
    public static StreamRange atMost(StreamId max) {
        return new StreamRange(LOWEST, inclusive(max, "max"));
    }

    /**
     * Returns the entries before an ID.
     *
     * @param max the upper bound, above {@link StreamId#ZERO}
     * @return the range
     */
    public static StreamRange lessThan(StreamId max) {
        return new StreamRange(LOWEST, below(max));
    }

    /**
     * Returns the entries of some time.
     *
     * @param fromMillis the first millisecond since 1970, unsigned as in {@link StreamId}
     * @param toMillis the last millisecond since 1970, included with all its entries
     * @return the range
     */
    public static StreamRange millis(long fromMillis, long toMillis) {
        return closed(new StreamId(fromMillis, 0), new StreamId(toMillis, -1));
    }

    /**
     * Returns every entry.
     *
     * @return the range
     */
    public static StreamRange all() {
        return new StreamRange(LOWEST, HIGHEST);
    }

    /**
     * Returns the lower bound as it is sent.
     *
     * @return like {@code 1526919030474-0}; {@code (1526919030474-0} if it is excluded; {@code -} for none
     */
    public String min() {
        return min;
    }

    /**
     * Returns the upper bound as it is sent.
     *
     * @return like {@code 1526919030474-0}; {@code (1526919030474-0} if it is excluded; {@code +} for none
     */
    public String max() {
        return max;
    }

    /** Returns whether the bounds are the same. */
    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof StreamRange range && range.min.equals(min) && range.max.equals(max));
    }

    @Override
    public int hashCode() {
        return Objects.hash(min, max);
    }

    /** Returns the bounds as they are sent. */
    @Override
    public String toString() {
        return "StreamRange[" + min + " " + max + "]";
    }

    private static String inclusive(StreamId bound, String parameter) {
        return Objects.requireNonNull(bound, parameter).toString();
    }

    private static String above(StreamId min) {
        if (Objects.requireNonNull(min, "min").equals(StreamId.MAX)) {
            throw new IllegalArgumentException("min is the highest ID, and excluded; give a lower one");
        }
        return "(" + min;
    }

    private static String below(StreamId max) {
        if (Objects.requireNonNull(max, "max").equals(StreamId.ZERO)) {
            throw new IllegalArgumentException("max is the lowest ID, and excluded; give a higher one");
        }
        return "(" + max;
    }
}
