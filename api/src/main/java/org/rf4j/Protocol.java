package org.rf4j;

/**
 * The version of the Redis serialization protocol on a connection.
 *
 * @since 0.1.0
 */
public enum Protocol {
    /** RESP2, the default: every server and every proxy speaks it. */
    RESP2,
    /** RESP3, negotiated with {@code HELLO 3}; needs {@link Capability#RESP3} and Redis 6 or later. */
    RESP3
}
