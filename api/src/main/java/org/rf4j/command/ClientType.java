package org.rf4j.command;

/**
 * What a connection of a server is for.
 *
 * @since 0.1.0
 */
public enum ClientType {
    /** Commands. */
    NORMAL,
    /** The server's own connection to its primary. */
    PRIMARY,
    /** A replica of the server. */
    REPLICA,
    /** A subscriber. */
    PUBSUB
}
