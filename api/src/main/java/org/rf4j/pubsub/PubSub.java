package org.rf4j.pubsub;

import org.rf4j.command.RedisFuture;

/**
 * Publishes and subscribes. Subscriptions have connections of their own (clause P4). Thread-safe.
 *
 * @since 0.1.0
 */
public interface PubSub {

    /**
     * Subscribes to channels by their names, with text payloads. Blocks until the server has acknowledged every one:
     * what is published after that arrives (clause P1).
     *
     * @param listener told what arrives
     * @param channels at least one
     * @return the subscription
     * @throws org.rf4j.RedisException if the server refused, or did not acknowledge within the command timeout; nothing
     *     stays half subscribed
     */
    default Subscription subscribe(MessageListener<String> listener, String... channels) {
        return subscribe(SubscribeOptions.defaults(), listener, channels);
    }

    /**
     * Subscribes as the options say. Blocks like {@link #subscribe(MessageListener, String...)}.
     *
     * @param options how
     * @param listener told what arrives
     * @param channels channels or patterns, at least one
     * @param <V> the type of payloads
     * @return the subscription
     * @throws org.rf4j.RedisException if the server refused, or did not acknowledge in time
     */
    <V> Subscription subscribe(SubscribeOptions<V> options, MessageListener<V> listener, String... channels);

    /**
     * Subscribes without blocking.
     *
     * @param options how
     * @param listener told what arrives
     * @param channels channels or patterns, at least one
     * @param <V> the type of payloads
     * @return the subscription, when the server has acknowledged all
     */
    <V> RedisFuture<Subscription> subscribeAsync(
            SubscribeOptions<V> options, MessageListener<V> listener, String... channels);

    /**
     * Publishes a message. Blocks until the server has taken it. While the primary is away it parks like any call, and
     * goes out after this client's own subscriptions are live again (clause P11). Same as {@code PUBLISH}.
     *
     * @param channel the channel
     * @param message text, sent as UTF-8
     * @return the number of subscribers, on the server that took it, which were sent the message
     */
    long publish(String channel, String message);

    /**
     * Publishes bytes, like {@link #publish(String, String)}.
     *
     * @param channel the channel
     * @param message the payload
     * @return the number of subscribers that were sent the message
     */
    long publish(String channel, byte[] message);

    /**
     * Publishes a message without blocking.
     *
     * @param channel the channel
     * @param message text, sent as UTF-8
     * @return the number of subscribers that were sent the message, later
     */
    RedisFuture<Long> publishAsync(String channel, String message);

    /**
     * Publishes bytes without blocking.
     *
     * @param channel the channel
     * @param message the payload
     * @return the number of subscribers that were sent the message, later
     */
    RedisFuture<Long> publishAsync(String channel, byte[] message);
}
