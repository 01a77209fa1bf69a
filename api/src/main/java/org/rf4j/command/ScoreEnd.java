package org.rf4j.command;

/**
 * An end of a sorted set.
 *
 * @since 0.1.0
 */
public enum ScoreEnd {
    /** The members with the lowest scores. */
    MIN,
    /** The members with the highest scores. */
    MAX
}
