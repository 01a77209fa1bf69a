package org.rf4j.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Members of a sorted set by their bytes, for sets in which every score is the same. Immutable. The factories have the
 * names that Guava gives to ranges.
 *
 * @param <V> the type of members
 * @since 0.1.0
 */
public final class LexRange<V> {

    private final @Nullable Bound<V> min;
    private final @Nullable Bound<V> max;
    private final boolean reversed;
    private final @Nullable RangeLimit limit;

    private LexRange(@Nullable Bound<V> min, @Nullable Bound<V> max, boolean reversed, @Nullable RangeLimit limit) {
        this.min = min;
        this.max = max;
        this.reversed = reversed;
        this.limit = limit;
    }

    /**
     * Returns the members from one bound to the other, both included.
     *
     * @param min the lower bound
     * @param max the upper bound
     * @param <V> the type of members
     * @return the range
     */
    public static <V> LexRange<V> closed(V min, V max) {
        return new LexRange<>(Bound.inclusive(min, "min"), Bound.inclusive(max, "max"), false, null);
    }

    /**
     * Returns the members between two bounds, both excluded.
     *
     * @param min the lower bound
     * @param max the upper bound
     * @param <V> the type of members
     * @return the range
     */
    public static <V> LexRange<V> open(V min, V max) {
        return new LexRange<>(Bound.exclusive(min, "min"), Bound.exclusive(max, "max"), false, null);
    }

    /**
     * Returns the members from a lower bound, included, to an upper one, excluded.
     *
     * @param min the lower bound
     * @param max the upper bound
     * @param <V> the type of members
     * @return the range
     */
    public static <V> LexRange<V> closedOpen(V min, V max) {
        return new LexRange<>(Bound.inclusive(min, "min"), Bound.exclusive(max, "max"), false, null);
    }

    /**
     * Returns the members from a lower bound, excluded, to an upper one, included.
     *
     * @param min the lower bound
     * @param max the upper bound
     * @param <V> the type of members
     * @return the range
     */
    public static <V> LexRange<V> openClosed(V min, V max) {
        return new LexRange<>(Bound.exclusive(min, "min"), Bound.inclusive(max, "max"), false, null);
    }

    /**
     * Returns the members from a lower bound on, included.
     *
     * @param min the lower bound
     * @param <V> the type of members
     * @return the range
     */
    public static <V> LexRange<V> atLeast(V min) {
        return new LexRange<>(Bound.inclusive(min, "min"), null, false, null);
    }

    /**
     * Returns the members above a lower bound.
     *
     * @param min the lower bound
     * @param <V> the type of members
     * @return the range
     */
    public static <V> LexRange<V> greaterThan(V min) {
        return new LexRange<>(Bound.exclusive(min, "min"), null, false, null);
    }

    /**
     * Returns the members up to an upper bound, included.
     *
     * @param max the upper bound
     * @param <V> the type of members
     * @return the range
     */
    public static <V> LexRange<V> atMost(V max) {
        return new LexRange<>(null, Bound.inclusive(max, "max"), false, null);
    }

    /**
     * Returns the members below an upper bound.
     *
     * @param max the upper bound
     * @param <V> the type of members
     * @return the range
     */
    public static <V> LexRange<V> lessThan(V max) {
        return new LexRange<>(null, Bound.exclusive(max, "max"), false, null);
    }

    /**
     * Returns every member.
     *
     * @param <V> the type of members
     * @return the range
     */
    public static <V> LexRange<V> all() {
        return new LexRange<>(null, null, false, null);
    }

    /**
     * Returns this range with the members in the order from the highest to the lowest.
     *
     * @return the new range
     */
    public LexRange<V> rev() {
        return new LexRange<>(min, max, true, limit);
    }

    /**
     * Returns a part of this range. Only {@code ZRANGE} and {@code ZRANGESTORE} take one.
     *
     * @param offset how many members to skip
     * @param count how many members to take at most
     * @return the new range
     */
    public LexRange<V> limit(long offset, long count) {
        return new LexRange<>(min, max, reversed, new RangeLimit(offset, count));
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
     * Returns the lower bound.
     *
     * @return the bound, or null for none
     */
    public @Nullable Bound<V> min() {
        return min;
    }

    /**
     * Returns the upper bound.
     *
     * @return the bound, or null for none
     */
    public @Nullable Bound<V> max() {
        return max;
    }

    /**
     * One end of a range.
     *
     * @param value where it is
     * @param included whether a member equal to the value belongs to the range
     * @param <V> the type of members
     */
    public record Bound<V>(V value, boolean included) {

        static <V> Bound<V> inclusive(V value, String parameter) {
            return new Bound<>(Objects.requireNonNull(value, parameter), true);
        }

        static <V> Bound<V> exclusive(V value, String parameter) {
            return new Bound<>(Objects.requireNonNull(value, parameter), false);
        }
    }
}
