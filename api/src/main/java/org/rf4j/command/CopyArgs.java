package org.rf4j.command;

import java.util.List;

/**
 * Options of {@code COPY}. Immutable.
 *
 * @since 0.1.0
 */
public final class CopyArgs extends CommandArgs {

    private CopyArgs(List<Option> options) {
        super(options);
    }

    /**
     * Returns options that overwrite the destination if it exists.
     *
     * @return the options
     */
    public static CopyArgs replace() {
        return new CopyArgs(List.of()).andReplace();
    }

    /**
     * Returns options that copy to another database.
     *
     * @param database its number, from 0
     * @return the options
     */
    public static CopyArgs db(int database) {
        return new CopyArgs(List.of()).andDb(database);
    }

    /**
     * Returns these options, and {@link #replace()}.
     *
     * @return the new options
     */
    public CopyArgs andReplace() {
        return new CopyArgs(with(Option.flag("REPLACE")));
    }

    /**
     * Returns these options, and {@link #db(int)}.
     *
     * @param database its number, from 0
     * @return the new options
     */
    public CopyArgs andDb(int database) {
        if (database < 0) {
            throw new IllegalArgumentException("database " + database + " is negative");
        }
        return new CopyArgs(with(Option.of("DB", "DB", "DB", Integer.toString(database))));
    }
}
