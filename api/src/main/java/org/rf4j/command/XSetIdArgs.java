package org.rf4j.command;

import java.util.List;
import java.util.Objects;

/**
 * Options of {@code XSETID}. Immutable.
 *
 * @since 0.1.0
 */
public final class XSetIdArgs extends CommandArgs {

    private static final XSetIdArgs NONE = new XSetIdArgs(List.of());

    private XSetIdArgs(List<Option> options) {
        super(options);
    }

    /**
     * Returns options that set how many entries were ever added.
     *
     * @param count the number, at least that of the entries that the stream has
     * @return the options
     */
    public static XSetIdArgs entriesadded(long count) {
        return NONE.andEntriesadded(count);
    }

    /**
     * Returns options that set the highest ID of an entry that was deleted.
     *
     * @param id the ID, not higher than the last ID that is set with it
     * @return the options
     */
    public static XSetIdArgs maxdeletedid(StreamId id) {
        return NONE.andMaxdeletedid(id);
    }

    /**
     * Returns these options, and {@link #entriesadded(long)}.
     *
     * @param count the number, at least that of the entries that the stream has
     * @return the new options
     */
    public XSetIdArgs andEntriesadded(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("count is " + count + "; give 0 or more");
        }
        return new XSetIdArgs(with(Option.of("ENTRIESADDED", "ENTRIESADDED", "ENTRIESADDED", Long.toString(count))));
    }

    /**
     * Returns these options, and {@link #maxdeletedid(StreamId)}.
     *
     * @param id the ID, not higher than the last ID that is set with it
     * @return the new options
     */
    public XSetIdArgs andMaxdeletedid(StreamId id) {
        return new XSetIdArgs(with(Option.of(
                "MAXDELETEDID",
                "MAXDELETEDID",
                "MAXDELETEDID",
                Objects.requireNonNull(id, "id").toString())));
    }
}
