package org.rf4j.command;

import java.util.List;

/**
 * Options of {@code HSCAN}, {@code SSCAN} and {@code ZSCAN}, which go over what is in a key. Immutable.
 *
 * @since 0.1.0
 */
public final class ElementScanArgs extends CommandArgs {

    private static final ElementScanArgs NONE = new ElementScanArgs(List.of());

    private ElementScanArgs(List<Option> options) {
        super(options);
    }

    /**
     * Returns options that restrict the elements to those that match.
     *
     * @param pattern a glob pattern, for the fields of a hash
     * @return the options
     */
    public static ElementScanArgs match(String pattern) {
        return NONE.andMatch(pattern);
    }

    /**
     * Returns options that ask for pages of about this size.
     *
     * @param perPage how much work the server does for a page; a hint, by default 10
     * @return the options
     */
    public static ElementScanArgs count(long perPage) {
        return NONE.andCount(perPage);
    }

    /**
     * Returns options that have a scan begin again where its cursor was lost, rather than end with an error: another server
     * has taken the place, or the same was started anew (clause X3). What it has returned there comes again, and nothing
     * is missed that was there all the time. After 16 such losses it ends with the error after all.
     *
     * @return the options
     */
    public static ElementScanArgs restarting() {
        return NONE.andRestarting();
    }

    /**
     * Returns these options, and {@link #match(String)}.
     *
     * @param pattern a glob pattern
     * @return the new options
     */
    public ElementScanArgs andMatch(String pattern) {
        return new ElementScanArgs(with(ScanOptions.match(pattern)));
    }

    /**
     * Returns these options, and {@link #count(long)}.
     *
     * @param perPage how much work the server does for a page
     * @return the new options
     */
    public ElementScanArgs andCount(long perPage) {
        return new ElementScanArgs(with(ScanOptions.count(perPage)));
    }

    /**
     * Returns these options, and {@link #restarting()}.
     *
     * @return the new options
     */
    public ElementScanArgs andRestarting() {
        return new ElementScanArgs(with(ScanOptions.RESTARTING));
    }

    /**
     * Returns whether a scan begins again where its cursor was lost.
     *
     * @return true after {@link #restarting()}
     */
    public boolean isRestarting() {
        return has(ScanOptions.RESTARTING);
    }
}
