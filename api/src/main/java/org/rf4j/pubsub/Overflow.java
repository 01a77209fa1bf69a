package org.rf4j.pubsub;

/**
 * What happens when messages arrive faster than a listener takes them and the buffer is full (clause P5). What is
 * dropped is counted and reported as a {@link Gap}.
 *
 * @since 0.1.0
 */
public enum Overflow {
    /** The oldest waiting message is dropped; the default. */
    DROP_OLDEST,
    /** The message that has just arrived is dropped. */
    DROP_NEWEST,
    /** The subscription is closed after what waits and the gap have been delivered. */
    CLOSE
}
