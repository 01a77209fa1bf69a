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
     * Subscribes to what happens to keys, on every primary that there is, one connection each (clause P13): it follows
     * failovers and added nodes, and a loss of one of the connections is a gap like any other. Blocks until every primary
     * has acknowledged.
     *
     * <p>Servers send such notifications only where {@code notify-keyspace-events} says so, on each node by itself. Each
     * primary is asked for it first. One that does not send what is wanted fails the subscription at its start; one that
     * takes over later is asked again until it does, and the subscription is not live meanwhile, which its health
     * ({@link org.rf4j.failover.Health}), {@link Subscription#isLive()} and then a gap say. One that refuses to tell
     * ({@code NOPERM}) is trusted, with a warning in the log.
     *
     * <pre>{@code
     * redis.pubSub().keyspace(message -> forget(message.payload().key()), "expired", "del");
     * }</pre>
     *
     * @param listener told the events
     * @param events names of events, like {@code expired} or {@code del}, or {@code *} for all; also for
     *     {@link Subscription#add} and {@link Subscription#remove} of what is returned
     * @return the subscription
     * @throws org.rf4j.RedisException if a primary does not send such notifications, which the message names with what to
     *     set, or did not acknowledge within the command timeout
     * @throws IllegalArgumentException if no event is given, or a pattern other than {@code *}
     */
    default Subscription keyspace(MessageListener<KeyspaceEvent<String>> listener, String... events) {
        return keyspace(SubscribeOptions.defaults(), listener, events);
    }

    /**
     * Subscribes to what happens to keys, as {@link #keyspace(MessageListener, String...)} does.
     *
     * @param options the codec, which is for keys, the buffer and the executor; not patterns and not shard channels
     * @param listener told the events
     * @param events names of events, or {@code *} for all
     * @param <K> the type of keys
     * @return the subscription
     */
    <K> Subscription keyspace(
            SubscribeOptions<K> options, MessageListener<KeyspaceEvent<K>> listener, String... events);

    /**
     * Subscribes to what happens to keys, without blocking.
     *
     * @param options as above
     * @param listener told the events
     * @param events names of events, or {@code *} for all
     * @param <K> the type of keys
     * @return the subscription, when every primary has acknowledged
     */
    <K> RedisFuture<Subscription> keyspaceAsync(
            SubscribeOptions<K> options, MessageListener<KeyspaceEvent<K>> listener, String... events);

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

    /**
     * Publishes a message on a shard channel, like {@link #publish(String, String)}. Same as {@code SPUBLISH}.
     *
     * @param channel the shard channel
     * @param message text, sent as UTF-8
     * @return the number of subscribers that were sent the message
     */
    long spublish(String channel, String message);

    /**
     * Publishes bytes on a shard channel, like {@link #spublish(String, String)}.
     *
     * @param channel the shard channel
     * @param message the payload
     * @return the number of subscribers that were sent the message
     */
    long spublish(String channel, byte[] message);

    /**
     * Publishes a message on a shard channel without blocking.
     *
     * @param channel the shard channel
     * @param message text, sent as UTF-8
     * @return the number of subscribers that were sent the message, later
     */
    RedisFuture<Long> spublishAsync(String channel, String message);

    /**
     * Publishes bytes on a shard channel without blocking.
     *
     * @param channel the shard channel
     * @param message the payload
     * @return the number of subscribers that were sent the message, later
     */
    RedisFuture<Long> spublishAsync(String channel, byte[] message);
}
