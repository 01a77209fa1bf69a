package org.rf4j.command;

import java.util.List;

/**
 * Options of {@code XGROUP CREATE}. Immutable.
 *
 * @since 0.1.0
 */
public final class XGroupCreateArgs extends CommandArgs {

    private static final XGroupCreateArgs NONE = new XGroupCreateArgs(List.of());

    private XGroupCreateArgs(List<Option> options) {
        super(options);
    }

    /**
     * Returns options that create the stream, empty, where it does not exist.
     *
     * @return the options
     */
    public static XGroupCreateArgs mkstream() {
        return NONE.andMkstream();
    }

    /**
     * Returns options that tell the server how many entries lie before the place at which the group begins, so that it
     * can say how far the group is behind.
     *
     * @param count the number of entries, deleted ones too; not negative
     * @return the options
     */
    public static XGroupCreateArgs entriesread(long count) {
        return NONE.andEntriesread(count);
    }

    /**
     * Returns these options, and {@link #mkstream()}.
     *
     * @return the new options
     */
    public XGroupCreateArgs andMkstream() {
        return new XGroupCreateArgs(with(Option.flag("MKSTREAM")));
    }

    /**
     * Returns these options, and {@link #entriesread(long)}.
     *
     * @param count the number of entries, deleted ones too; not negative
     * @return the new options
     */
    public XGroupCreateArgs andEntriesread(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("count is " + count + "; give 0 or more");
        }
        return new XGroupCreateArgs(with(Option.of("ENTRIESREAD", "ENTRIESREAD", "ENTRIESREAD", Long.toString(count))));
    }
}
