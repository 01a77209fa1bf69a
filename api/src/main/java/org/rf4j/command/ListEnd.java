package org.rf4j.command;

/**
 * An end of a list.
 *
 * @since 0.1.0
 */
public enum ListEnd {
    /** The head, where {@code LPUSH} adds. */
    LEFT,
    /** The tail, where {@code RPUSH} adds. */
    RIGHT
}
