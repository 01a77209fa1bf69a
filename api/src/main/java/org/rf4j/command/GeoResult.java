package org.rf4j.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A member that a search found, with what was asked for.
 *
 * @param value the member
 * @param position where it is, as the server rounded it; null without {@link GeoDetail#POSITION}
 * @param distance its distance from the centre of the area, in the unit of the area, to four places after the point;
 *     null without {@link GeoDetail#DISTANCE}
 * @param hash its position as the number that is its score; null without {@link GeoDetail#HASH}
 * @param <V> the type of the member
 * @since 0.1.0
 */
public record GeoResult<V>(
        V value,
        @Nullable GeoPosition position,
        @Nullable Double distance,
        @Nullable Long hash) {

    /** Checks the member. */
    public GeoResult {
        Objects.requireNonNull(value, "value");
    }
}
