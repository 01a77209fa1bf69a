package org.rf4j.command;

import java.util.List;

/**
 * The order and number of the members that a search returns or stores. Immutable.
 *
 * @since 0.1.0
 */
public final class GeoSearchArgs extends CommandArgs {

    private GeoSearchArgs(List<Option> options) {
        super(options);
    }

    /**
     * Returns options that take the nearest members first.
     *
     * @return the options
     */
    public static GeoSearchArgs asc() {
        return new GeoSearchArgs(List.of()).andAsc();
    }

    /**
     * Returns options that take the farthest members first.
     *
     * @return the options
     */
    public static GeoSearchArgs desc() {
        return new GeoSearchArgs(List.of()).andDesc();
    }

    /**
     * Returns options that take a number of members, the nearest ones unless another order is given.
     *
     * @param count how many at most; positive
     * @return the options
     */
    public static GeoSearchArgs count(long count) {
        return new GeoSearchArgs(List.of()).andCount(count);
    }

    /**
     * Returns options that take the first members that the server finds, which is faster, and need not be the nearest
     * ones.
     *
     * @param count how many at most; positive
     * @return the options
     */
    public static GeoSearchArgs countAny(long count) {
        return new GeoSearchArgs(List.of()).andCountAny(count);
    }

    /**
     * Returns these options, and {@link #asc()}.
     *
     * @return the new options
     */
    public GeoSearchArgs andAsc() {
        return new GeoSearchArgs(with(Option.of("ASC", "order", "ASC")));
    }

    /**
     * Returns these options, and {@link #desc()}.
     *
     * @return the new options
     */
    public GeoSearchArgs andDesc() {
        return new GeoSearchArgs(with(Option.of("DESC", "order", "DESC")));
    }

    /**
     * Returns these options, and {@link #count(long)}.
     *
     * @param count how many at most; positive
     * @return the new options
     */
    public GeoSearchArgs andCount(long count) {
        return new GeoSearchArgs(with(Option.of("COUNT", "COUNT", "COUNT", positive(count))));
    }

    /**
     * Returns these options, and {@link #countAny(long)}.
     *
     * @param count how many at most; positive
     * @return the new options
     */
    public GeoSearchArgs andCountAny(long count) {
        return new GeoSearchArgs(with(Option.of("COUNTANY", "COUNT", "COUNT", positive(count), "ANY")));
    }

    private static String positive(long count) {
        if (count <= 0) {
            throw new IllegalArgumentException("count is " + count + "; give 1 or more");
        }
        return Long.toString(count);
    }
}
