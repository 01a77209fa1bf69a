package org.rf4j.command;

import java.util.Objects;

/**
 * A member of a set of places with its position.
 *
 * @param value the member
 * @param position where it is
 * @param <V> the type of the member
 * @since 0.1.0
 */
public record GeoMember<V>(V value, GeoPosition position) {

    /** Checks the parts. */
    public GeoMember {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(position, "position");
    }

    /**
     * Returns a member with its position.
     *
     * @param value the member
     * @param longitude the degrees to the east; negative to the west
     * @param latitude the degrees to the north; negative to the south
     * @param <V> the type of the member
     * @return both
     */
    public static <V> GeoMember<V> of(V value, double longitude, double latitude) {
        return new GeoMember<>(value, new GeoPosition(longitude, latitude));
    }
}
