package org.rf4j.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Options of {@code SORT}. Immutable. In a cluster, patterns of {@link #by} and {@link #get} are refused by the server
 * unless they name the slot of the key.
 *
 * @since 0.1.0
 */
public final class SortArgs extends CommandArgs {

    private SortArgs(List<Option> options) {
        super(options);
    }

    /**
     * Returns options that sort by other keys.
     *
     * @param pattern their name, with {@code *} for the element; {@code nosort} to leave the order
     * @return the options
     */
    public static SortArgs by(String pattern) {
        return new SortArgs(List.of()).andBy(pattern);
    }

    /**
     * Returns options that return a part of the result.
     *
     * @param offset how many elements to skip
     * @param count how many elements to return at most
     * @return the options
     */
    public static SortArgs limit(long offset, long count) {
        return new SortArgs(List.of()).andLimit(offset, count);
    }

    /**
     * Returns options that return the values of other keys instead of the elements.
     *
     * @param patterns their names, with {@code *} for the element; {@code #} for the element itself; at least one
     * @return the options
     */
    public static SortArgs get(String... patterns) {
        return new SortArgs(List.of()).andGet(patterns);
    }

    /**
     * Returns options that sort from the highest to the lowest.
     *
     * @return the options
     */
    public static SortArgs desc() {
        return new SortArgs(List.of()).andDesc();
    }

    /**
     * Returns options that compare as text; without them the elements must be numbers.
     *
     * @return the options
     */
    public static SortArgs alpha() {
        return new SortArgs(List.of()).andAlpha();
    }

    /**
     * Returns these options, and {@link #by(String)}.
     *
     * @param pattern the names of the keys to sort by
     * @return the new options
     */
    public SortArgs andBy(String pattern) {
        return new SortArgs(with(Option.of("BY", "BY", "BY", Objects.requireNonNull(pattern, "pattern"))));
    }

    /**
     * Returns these options, and {@link #limit(long, long)}.
     *
     * @param offset how many elements to skip
     * @param count how many elements to return at most
     * @return the new options
     */
    public SortArgs andLimit(long offset, long count) {
        if (offset < 0 || count < 0) {
            throw new IllegalArgumentException("a limit is negative: offset " + offset + ", count " + count);
        }
        return new SortArgs(with(Option.of("LIMIT", "LIMIT", "LIMIT", Long.toString(offset), Long.toString(count))));
    }

    /**
     * Returns these options, and {@link #get(String...)}.
     *
     * @param patterns the names of the keys to return, at least one
     * @return the new options
     */
    public SortArgs andGet(String... patterns) {
        if (patterns.length == 0) {
            throw new IllegalArgumentException("patterns is empty; give at least one");
        }
        List<String> words = new ArrayList<>();
        for (String pattern : patterns) {
            words.add("GET");
            words.add(Objects.requireNonNull(pattern, "pattern"));
        }
        return new SortArgs(with(Option.of("GET", "GET", words.toArray(String[]::new))));
    }

    /**
     * Returns these options, and {@link #desc()}.
     *
     * @return the new options
     */
    public SortArgs andDesc() {
        return new SortArgs(with(Option.flag("DESC")));
    }

    /**
     * Returns these options, and {@link #alpha()}.
     *
     * @return the new options
     */
    public SortArgs andAlpha() {
        return new SortArgs(with(Option.flag("ALPHA")));
    }
}
