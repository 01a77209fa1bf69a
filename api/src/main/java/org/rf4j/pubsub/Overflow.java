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
    /**
     * Reading pauses until the listener has taken half of what waits: the server and the network keep the rest. Such a
     * subscription has a connection to itself, on which liveness is not judged meanwhile. A little more than the buffer may
     * wait, what one read brings. Nothing is lost as long as the server keeps it: beyond its
     * {@code client-output-buffer-limit pubsub} it closes the connection, which is a gap like any other. While an
     * interruption lasts reading goes on, and the messages that find the buffer full are dropped, counted and reported.
     */
    BLOCK,
    /** The subscription is closed after what waits and the gap have been delivered. */
    CLOSE
}
