package org.rf4j.command;

/**
 * A position on the earth, in degrees.
 *
 * @param longitude from -180 to 180; the east is positive
 * @param latitude from -85.05112878 to 85.05112878, since Redis takes none nearer to the poles; the north is positive
 * @since 0.1.0
 */
public record GeoPosition(double longitude, double latitude) {

    private static final double MAX_LONGITUDE = 180;
    private static final double MAX_LATITUDE = 85.05112878;

    /** Checks the ranges. */
    public GeoPosition {
        check(longitude, MAX_LONGITUDE, "longitude");
        check(latitude, MAX_LATITUDE, "latitude");
    }

    private static void check(double degrees, double most, String parameter) {
        if (!(Math.abs(degrees) <= most)) { // not NaN either
            throw new IllegalArgumentException(
                    parameter + " is " + degrees + "; give degrees from -" + most + " to " + most);
        }
    }

    /**
     * Returns a position.
     *
     * @param longitude the degrees to the east; negative to the west
     * @param latitude the degrees to the north; negative to the south
     * @return the position
     */
    public static GeoPosition of(double longitude, double latitude) {
        return new GeoPosition(longitude, latitude);
    }
}
