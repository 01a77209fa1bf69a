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

    /** Closes the connection. Never blocks; nothing is delivered after {@link SubscriberCallback#closed}. */
    @Override
    void close();
}
