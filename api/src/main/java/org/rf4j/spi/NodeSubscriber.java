package org.rf4j.spi;

import java.util.List;

/**
 * A connection in subscriber mode. It keeps no memory of what is subscribed and restores nothing; that is the core's.
 * Thread-safe; no method blocks. After the connection is lost the methods do nothing, since
 * {@link SubscriberCallback#closed} has told so.
 *
 * @since 0.1.0
 */
public interface NodeSubscriber extends AutoCloseable {

    /**
     * Sends one {@code SUBSCRIBE}, {@code PSUBSCRIBE} or {@code SSUBSCRIBE}; requests are answered in their order.
     *
     * @param kind which of them
     * @param channels channels or patterns, at least one
     */
    void subscribe(ChannelKind kind, List<byte[]> channels);

    /**
     * Sends one {@code UNSUBSCRIBE}, {@code PUNSUBSCRIBE} or {@code SUNSUBSCRIBE}.
     *
     * @param kind which of them
     * @param channels channels or patterns, at least one
     */
    void unsubscribe(ChannelKind kind, List<byte[]> channels);

    /** Sends a {@code PING}, answered by {@link SubscriberCallback#pong()}. */
    void ping();

    /**
     * Stops reading, so that the server's and the network's buffers fill up instead of this process's (clause P5). What
     * has been read already, one buffer at most, is still delivered. Until {@link #resume} pings stay unanswered and the
     * end of the connection may go unnoticed; requests are sent, and {@link #close} works as ever. Idempotent.
     */
    void pause();

    /** Reads on after {@link #pause}. Idempotent. */
    void resume();

    /**
     * Sends an {@code AUTH}, answered by {@link SubscriberCallback#authenticated}. Called on RESP3 alone, since RESP2
     * allows none while something is subscribed; whoever does not declare {@link org.rf4j.Capability#RESP3} need not
     * implement it.
     *
     * @param auth the command, made by the core
     */
    default void authenticate(RawCommand auth) {
        throw new UnsupportedOperationException(
                "this subscriber cannot authenticate anew; the capability RESP3 asks for it");
    }

    /** Closes the connection. Never blocks; nothing is delivered after {@link SubscriberCallback#closed}. */
    @Override
    void close();
}
