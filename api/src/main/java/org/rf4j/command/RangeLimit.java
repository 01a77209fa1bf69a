package org.rf4j.command;

/**
 * The part of a range of a sorted set that is wanted.
 *
 * @param offset how many members to skip, not negative
 * @param count how many members to take at most, not negative
 * @since 0.1.0
 */
public record RangeLimit(long offset, long count) {

    /** Checks the parts. */
    public RangeLimit {
        if (offset < 0 || count < 0) {
            throw new IllegalArgumentException("a limit is negative: offset " + offset + ", count " + count);
        }
    }
}
