package org.rf4j.command;

/**
 * Members of a sorted set by their rank. Immutable.
 *
 * @since 0.1.0
 */
public final class RankRange {

    private final long start;
    private final long stop;
    private final boolean reversed;

    private RankRange(long start, long stop, boolean reversed) {
        this.start = start;
        this.stop = stop;
        this.reversed = reversed;
    }

    /**
     * Returns the members from one rank to another.
     *
     * @param start the first rank, from 0 for the lowest score; -1 is the last member, -2 the one before, and so on
     * @param stop the last rank, inclusive; counted alike
     * @return the range
     */
    public static RankRange of(long start, long stop) {
        return new RankRange(start, stop, false);
    }

    /**
     * Returns every member.
     *
     * @return the range
     */
    public static RankRange all() {
        return of(0, -1);
    }

    /**
     * Returns this range with ranks counted from the highest score, and members returned in that order.
     *
     * @return the new range
     */
    public RankRange rev() {
        return new RankRange(start, stop, true);
    }

    /**
     * Returns the first rank.
     *
     * @return the rank; negative if it is counted from the end
     */
    public long start() {
        return start;
    }

    /**
     * Returns the last rank.
     *
     * @return the rank, inclusive; negative if it is counted from the end
     */
    public long stop() {
        return stop;
    }

    /**
     * Returns whether ranks count from the highest score.
     *
     * @return true after {@link #rev()}
     */
    public boolean isReversed() {
        return reversed;
    }

    /** Returns the range as it is sent. */
    @Override
    public String toString() {
        return "RankRange[" + start + " " + stop + (reversed ? " REV]" : "]");
    }
}
