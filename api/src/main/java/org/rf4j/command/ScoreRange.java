package org.rf4j.command;

import org.jspecify.annotations.Nullable;
import org.rf4j.internal.command.wire.Figures;

/**
 * Members of a sorted set by their score. Immutable. The factories have the names that Guava gives to ranges.
 *
 * @since 0.1.0
 */
public final class ScoreRange {

    private final String min;
    private final String max;
    private final boolean reversed;
    private final @Nullable RangeLimit limit;

    private ScoreRange(String min, String max, boolean reversed, @Nullable RangeLimit limit) {
        this.min = min;
        this.max = max;
        this.reversed = reversed;
        this.limit = limit;
    }

    /**
     * Returns the members from one bound to the other, both included.
     *
     * @param min the lower bound; may be infinite, but not NaN
     * @param max the upper bound; may be infinite, but not NaN
     * @return the range
     */
    public static ScoreRange closed(double min, double max) {
        return new ScoreRange(ScoreRange.inclusive(min, "min"), ScoreRange.inclusive(max, "max"), false, null);
    }

    /**
     * Returns the members between two bounds, both excluded.
     *
     * @param min the lower bound; may be infinite, but not NaN
     * @param max the upper bound; may be infinite, but not NaN
     * @return the range
     */
    public static ScoreRange open(double min, double max) {
        return new ScoreRange(ScoreRange.exclusive(min, "min"), ScoreRange.exclusive(max, "max"), false, null);
    }

    /**
     * Returns the members from a lower bound, included, to an upper one, excluded.
     *
     * @param min the lower bound; may be infinite, but not NaN
     * @param max the upper bound; may be infinite, but not NaN
     * @return the range
     */
    public static ScoreRange closedOpen(double min, double max) {
        return new ScoreRange(ScoreRange.inclusive(min, "min"), ScoreRange.exclusive(max, "max"), false, null);
    }

    /**
     * Returns the members from a lower bound, excluded, to an upper one, included.
     *
     * @param min the lower bound; may be infinite, but not NaN
     * @param max the upper bound; may be infinite, but not NaN
     * @return the range
     */
    public static ScoreRange openClosed(double min, double max) {
        return new ScoreRange(ScoreRange.exclusive(min, "min"), ScoreRange.inclusive(max, "max"), false, null);
    }

    /**
     * Returns the members from a lower bound on, included.
     *
     * @param min the lower bound; may be infinite, but not NaN
     * @return the range
     */
    public static ScoreRange atLeast(double min) {
        return new ScoreRange(ScoreRange.inclusive(min, "min"), "+inf", false, null);
    }

    /**
     * Returns the members above a lower bound.
     *
     * @param min the lower bound; may be infinite, but not NaN
     * @return the range
     */
    public static ScoreRange greaterThan(double min) {
        return new ScoreRange(ScoreRange.exclusive(min, "min"), "+inf", false, null);
    }

    /**
     * Returns the members up to an upper bound, included.
     *
     * @param max the upper bound; may be infinite, but not NaN
     * @return the range
     */
    public static ScoreRange atMost(double max) {
        return new ScoreRange("-inf", ScoreRange.inclusive(max, "max"), false, null);
    }

    /**
     * Returns the members below an upper bound.
     *
     * @param max the upper bound; may be infinite, but not NaN
     * @return the range
     */
    public static ScoreRange lessThan(double max) {
        return new ScoreRange("-inf", ScoreRange.exclusive(max, "max"), false, null);
    }

    /**
     * Returns every member.
     *
     * @return the range
     */
    public static ScoreRange all() {
        return new ScoreRange("-inf", "+inf", false, null);
    }

    /**
     * Returns this range with the members in the order from the highest to the lowest.
     *
     * @return the new range
     */
    public ScoreRange rev() {
        return new ScoreRange(min, max, true, limit);
    }

    /**
     * Returns a part of this range. Only {@code ZRANGE} and {@code ZRANGESTORE} take one.
     *
     * @param offset how many members to skip
     * @param count how many members to take at most
     * @return the new range
     */
    public ScoreRange limit(long offset, long count) {
        return new ScoreRange(min, max, reversed, new RangeLimit(offset, count));
    }

    /**
     * Returns whether the order is from the highest to the lowest.
     *
     * @return true after {@link #rev()}
     */
    public boolean isReversed() {
        return reversed;
    }

    /**
     * Returns the part that is wanted.
     *
     * @return the limit, or null for the whole range
     */
    public @Nullable RangeLimit limit() {
        return limit;
    }

    /**
     * Returns the lower bound as it is sent.
     *
     * @return like {@code 1.5}; {@code (1.5} if it is excluded; {@code -inf}
     */
    public String min() {
        return min;
    }

    /**
     * Returns the upper bound as it is sent.
     *
     * @return like {@code 1.5}; {@code (1.5} if it is excluded; {@code +inf}
     */
    public String max() {
        return max;
    }

    /** Returns the bounds as they are sent. */
    @Override
    public String toString() {
        return "ScoreRange[" + min + " " + max + (reversed ? " REV" : "") + (limit == null ? "]" : " " + limit + "]");
    }

    private static String inclusive(double bound, String parameter) {
        if (Double.isNaN(bound)) {
            throw new IllegalArgumentException(parameter + " is NaN; a bound is a number or infinite");
        }
        return Figures.text(bound);
    }

    private static String exclusive(double bound, String parameter) {
        return "(" + inclusive(bound, parameter);
    }
}
