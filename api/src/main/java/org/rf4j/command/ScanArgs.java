package org.rf4j.command;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Options of {@code SCAN}, which goes over keys. Immutable.
 *
 * @since 0.1.0
 */
public final class ScanArgs extends CommandArgs {

    private static final ScanArgs NONE = new ScanArgs(List.of());

    private ScanArgs(List<Option> options) {
        super(options);
    }

    /**
     * Returns options that restrict the keys to those that match.
     *
     * @param pattern a glob pattern
     * @return the options
     */
    public static ScanArgs match(String pattern) {
        return NONE.andMatch(pattern);
    }

    /**
     * Returns options that ask for pages of about this size.
     *
     * @param perPage how much work the server does for a page; a hint, by default 10
     * @return the options
     */
    public static ScanArgs count(long perPage) {
        return NONE.andCount(perPage);
    }

    /**
     * Returns options that restrict the keys to those of one type.
     *
     * @param type what {@code TYPE} says of them, like {@code hash}
     * @return the options
     */
    public static ScanArgs type(String type) {
        return NONE.andType(type);
    }

    /**
     * Returns options that have a scan begin again where its cursor was lost, rather than end with an error: another server
     * has taken the place, or the same was started anew (clause X3). What it has returned there comes again, and nothing
     * is missed that was there all the time. After 16 such losses it ends with the error after all.
     *
     * @return the options
     */
    public static ScanArgs restarting() {
        return NONE.andRestarting();
    }

    /**
     * Returns these options, and {@link #match(String)}.
     *
     * @param pattern a glob pattern
     * @return the new options
     */
    public ScanArgs andMatch(String pattern) {
        return new ScanArgs(with(ScanOptions.match(pattern)));
    }

    /**
     * Returns these options, and {@link #count(long)}.
     *
     * @param perPage how much work the server does for a page
     * @return the new options
     */
    public ScanArgs andCount(long perPage) {
        return new ScanArgs(with(ScanOptions.count(perPage)));
    }

    /**
     * Returns these options, and {@link #type(String)}.
     *
     * @param type what {@code TYPE} says
     * @return the new options
     */
    public ScanArgs andType(String type) {
        return new ScanArgs(with(Option.of(
                "TYPE", "TYPE", "TYPE", Objects.requireNonNull(type, "type").toLowerCase(Locale.ROOT))));
    }

    /**
     * Returns these options, and {@link #restarting()}.
     *
     * @return the new options
     */
    public ScanArgs andRestarting() {
        return new ScanArgs(with(ScanOptions.RESTARTING));
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
