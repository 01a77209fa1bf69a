package org.rf4j.command;

import java.util.List;

/**
 * Conditions and options of {@code GEOADD}. Immutable.
 *
 * @since 0.1.0
 */
public final class GeoAddArgs extends CommandArgs {

    private GeoAddArgs(List<Option> options) {
        super(options);
    }

    /**
     * Returns options that only add members, and move none.
     *
     * @return the options
     */
    public static GeoAddArgs nx() {
        return new GeoAddArgs(List.of()).andNx();
    }

    /**
     * Returns options that only move members, and add none.
     *
     * @return the options
     */
    public static GeoAddArgs xx() {
        return new GeoAddArgs(List.of()).andXx();
    }

    /**
     * Returns options that count the members moved along with those added.
     *
     * @return the options
     */
    public static GeoAddArgs ch() {
        return new GeoAddArgs(List.of()).andCh();
    }

    /**
     * Returns these options, and {@link #nx()}.
     *
     * @return the new options
     */
    public GeoAddArgs andNx() {
        return new GeoAddArgs(with(Option.of("NX", "presence", "NX")));
    }

    /**
     * Returns these options, and {@link #xx()}.
     *
     * @return the new options
     */
    public GeoAddArgs andXx() {
        return new GeoAddArgs(with(Option.of("XX", "presence", "XX")));
    }

    /**
     * Returns these options, and {@link #ch()}.
     *
     * @return the new options
     */
    public GeoAddArgs andCh() {
        return new GeoAddArgs(with(Option.flag("CH")));
    }
}
