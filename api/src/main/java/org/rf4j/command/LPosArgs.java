package org.rf4j.command;

import java.util.List;

/**
 * Options of {@code LPOS}. Immutable.
 *
 * @since 0.1.0
 */
public final class LPosArgs extends CommandArgs {

    private LPosArgs(List<Option> options) {
        super(options);
    }

    /**
     * Returns options that skip matches.
     *
     * @param rank which match comes first: 1 for the first from the head, -1 for the first from the tail, and so on; not
     *     0
     * @return the options
     */
    public static LPosArgs rank(long rank) {
        return new LPosArgs(List.of()).andRank(rank);
    }

    /**
     * Returns options that compare a limited number of elements.
     *
     * @param comparisons the limit, positive
     * @return the options
     */
    public static LPosArgs maxlen(long comparisons) {
        return new LPosArgs(List.of()).andMaxlen(comparisons);
    }

    /**
     * Returns these options, and {@link #rank(long)}.
     *
     * @param rank which match comes first, not 0
     * @return the new options
     */
    public LPosArgs andRank(long rank) {
        if (rank == 0) {
            throw new IllegalArgumentException("rank is 0; give 1 for the first match, -1 for the last");
        }
        return new LPosArgs(with(Option.of("RANK", "RANK", "RANK", Long.toString(rank))));
    }

    /**
     * Returns these options, and {@link #maxlen(long)}.
     *
     * @param comparisons the limit, positive
     * @return the new options
     */
    public LPosArgs andMaxlen(long comparisons) {
        if (comparisons <= 0) {
            throw new IllegalArgumentException("the limit of " + comparisons + " comparisons is not positive");
        }
        return new LPosArgs(with(Option.of("MAXLEN", "MAXLEN", "MAXLEN", Long.toString(comparisons))));
    }
}
