package org.rf4j.command;

import java.util.Objects;

/**
 * A member of a sorted set with its score.
 *
 * @param value the member
 * @param score its score; may be infinite, is never NaN
 * @param <V> the type of the member
 * @since 0.1.0
 */
public record ScoredValue<V>(V value, double score) {

    /** Checks the parts. */
    public ScoredValue {
        Objects.requireNonNull(value, "value");
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("the score is NaN; a score is a number or infinite");
        }
    }

    /**
     * Returns a member with its score.
     *
     * @param value the member
     * @param score its score; may be infinite, but not NaN
     * @param <V> the type of the member
     * @return both
     */
    public static <V> ScoredValue<V> of(V value, double score) {
        return new ScoredValue<>(value, score);
    }
}
