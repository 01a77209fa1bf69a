package org.rf4j.command;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rf4j.internal.command.wire.Figures;

/**
 * Where {@code GEOSEARCH} looks: in a circle or in a box, around a position or around a member of the set. Immutable.
 *
 * @param <V> the type of members
 * @since 0.1.0
 */
public final class GeoArea<V> {

    private final @Nullable V member;
    private final @Nullable GeoPosition position;
    private final List<String> shape;

    private GeoArea(@Nullable V member, @Nullable GeoPosition position, List<String> shape) {
        this.member = member;
        this.position = position;
        this.shape = shape;
    }

    /**
     * Returns a circle around a position.
     *
     * @param center the position
     * @param radius the radius; 0 or more, finite
     * @param unit what it is counted in
     * @param <V> the type of members
     * @return the area
     */
    public static <V> GeoArea<V> circle(GeoPosition center, double radius, GeoUnit unit) {
        return new GeoArea<>(null, Objects.requireNonNull(center, "center"), circle(radius, unit));
    }

    /**
     * Returns a circle around a member of the set.
     *
     * @param member the member, which is inside
     * @param radius the radius; 0 or more, finite
     * @param unit what it is counted in
     * @param <V> the type of members
     * @return the area
     */
    public static <V> GeoArea<V> circleAround(V member, double radius, GeoUnit unit) {
        return new GeoArea<>(Objects.requireNonNull(member, "member"), null, circle(radius, unit));
    }

    /**
     * Returns a box around a position, its sides along the meridians and the parallels.
     *
     * @param center the position
     * @param width how far it reaches from west to east; 0 or more, finite
     * @param height how far it reaches from south to north; 0 or more, finite
     * @param unit what both are counted in
     * @param <V> the type of members
     * @return the area
     */
    public static <V> GeoArea<V> box(GeoPosition center, double width, double height, GeoUnit unit) {
        return new GeoArea<>(null, Objects.requireNonNull(center, "center"), box(width, height, unit));
    }

    /**
     * Returns a box around a member of the set, its sides along the meridians and the parallels.
     *
     * @param member the member, which is inside
     * @param width how far it reaches from west to east; 0 or more, finite
     * @param height how far it reaches from south to north; 0 or more, finite
     * @param unit what both are counted in
     * @param <V> the type of members
     * @return the area
     */
    public static <V> GeoArea<V> boxAround(V member, double width, double height, GeoUnit unit) {
        return new GeoArea<>(Objects.requireNonNull(member, "member"), null, box(width, height, unit));
    }

    private static List<String> circle(double radius, GeoUnit unit) {
        return List.of("BYRADIUS", size(radius, "radius"), symbol(unit));
    }

    private static List<String> box(double width, double height, GeoUnit unit) {
        return List.of("BYBOX", size(width, "width"), size(height, "height"), symbol(unit));
    }

    private static String size(double size, String parameter) {
        if (!(size >= 0 && size < Double.POSITIVE_INFINITY)) { // not NaN either
            throw new IllegalArgumentException(parameter + " is " + size + "; give 0 or more, and finite");
        }
        return Figures.text(size);
    }

    private static String symbol(GeoUnit unit) {
        return Objects.requireNonNull(unit, "unit").symbol();
    }

    /**
     * Returns the member in the centre.
     *
     * @return the member, or null if the area is around a position
     */
    public @Nullable V member() {
        return member;
    }

    /**
     * Returns the position of the centre.
     *
     * @return the position, or null if the area is around a member
     */
    public @Nullable GeoPosition position() {
        return position;
    }

    /**
     * Returns the shape as it is sent.
     *
     * @return like {@code BYRADIUS 5 km}; not modifiable
     */
    public List<String> shape() {
        return shape;
    }

    /** Returns the shape as it is sent, and the position of the centre; never the member. */
    @Override
    public String toString() {
        return "GeoArea" + shape + (position == null ? " around a member" : " around " + position);
    }
}
