package org.rf4j.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Which of the oldest entries of a stream are to be removed. Immutable. For {@code XTRIM} and {@code XADD}.
 *
 * <pre>{@code
 * redis.sync().xadd("events", fields, XAddArgs.trim(StreamTrim.maxlen(1_000_000).approximate()));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class StreamTrim {

    private final String strategy;
    private final String threshold;
    private final List<String> words;

    private StreamTrim(String strategy, String threshold, List<String> words) {
        this.strategy = strategy;
        this.threshold = threshold;
        this.words = words;
    }

    /**
     * Keeps the newest entries, exactly so many.
     *
     * @param count how many are left at most, not negative
     * @return what to remove
     */
    public static StreamTrim maxlen(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("count is " + count + "; give 0 or more");
        }
        return exact("MAXLEN", Long.toString(count));
    }

    /**
     * Removes every entry before an ID.
     *
     * @param id the lowest ID that is left
     * @return what to remove
     */
    public static StreamTrim minid(StreamId id) {
        return exact("MINID", Objects.requireNonNull(id, "id").toString());
    }

    private static StreamTrim exact(String strategy, String threshold) {
        return new StreamTrim(strategy, threshold, List.of(strategy, threshold));
    }

    /**
     * Returns the same, but leaves some entries more where that is much less work for the server: it removes whole nodes
     * of its tree only, by default of 100 entries. One command removes a hundred such nodes' worth of entries at most.
     *
     * @return what to remove
     */
    public StreamTrim approximate() {
        return new StreamTrim(strategy, threshold, List.of(strategy, "~", threshold));
    }

    /**
     * Returns the same as {@link #approximate()} with another limit to what one command removes.
     *
     * @param limit how many entries are removed at most; 0 for no limit
     * @return what to remove
     */
    public StreamTrim approximate(long limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit is " + limit + "; give 1 or more, or 0 for no limit");
        }
        List<String> limited = new ArrayList<>(approximate().words);
        limited.add("LIMIT");
        limited.add(Long.toString(limit));
        return new StreamTrim(strategy, threshold, List.copyOf(limited));
    }

    /**
     * Returns it as it is sent.
     *
     * @return the words, like {@code MAXLEN ~ 1000}; not modifiable
     */
    public List<String> words() {
        return words;
    }

    /** Returns whether the same is to be removed. */
    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof StreamTrim trim && trim.words.equals(words));
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    /** Returns it as it is sent. */
    @Override
    public String toString() {
        return "StreamTrim" + words;
    }
}
