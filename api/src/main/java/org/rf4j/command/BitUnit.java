package org.rf4j.command;

/**
 * What the bounds of a part of a value count.
 *
 * @since 0.1.0
 */
public enum BitUnit {
    /** Bytes. */
    BYTE,
    /** Bits. */
    BIT
}
