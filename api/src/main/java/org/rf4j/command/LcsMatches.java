package org.rf4j.command;

import java.util.List;

/**
 * Where two values have their longest common subsequence; the answer to {@code LCS … IDX}. Immutable.
 *
 * @param matches the common stretches, the last one first, as the server sends them
 * @param length the number of bytes in the longest common subsequence; counts the stretches left out as too short
 * @since 0.1.0
 */
public record LcsMatches(List<Match> matches, long length) {

    /** Copies the list. */
    public LcsMatches {
        matches = List.copyOf(matches);
    }

    /**
     * A stretch that both values have.
     *
     * @param first where it is in the first value
     * @param second where it is in the second value
     * @param length its length in bytes
     */
    public record Match(Span first, Span second, long length) {}

    /**
     * A stretch of a value, in bytes from 0.
     *
     * @param start its first byte
     * @param end its last byte, inclusive
     */
    public record Span(long start, long end) {}
}
