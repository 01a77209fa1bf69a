package org.rf4j.command;

/**
 * What distances are counted in.
 *
 * @since 0.1.0
 */
public enum GeoUnit {
    /** Metres. */
    METERS("m"),
    /** Kilometres. */
    KILOMETERS("km"),
    /** Feet of 0.3048 m. */
    FEET("ft"),
    /** Miles of 1609.34 m. */
    MILES("mi");

    private final String symbol;

    GeoUnit(String symbol) {
        this.symbol = symbol;
    }

    /**
     * Returns the unit as it is sent.
     *
     * @return like {@code km}
     */
    public String symbol() {
        return symbol;
    }
}
