package org.rf4j.command;

/**
 * What a search returns of a member besides its name.
 *
 * @since 0.1.0
 */
public enum GeoDetail {
    /** Its position; {@code WITHCOORD}. */
    POSITION,
    /** Its distance from the centre of the area; {@code WITHDIST}. */
    DISTANCE,
    /** Its position as the number that is its score; {@code WITHHASH}. */
    HASH
}
