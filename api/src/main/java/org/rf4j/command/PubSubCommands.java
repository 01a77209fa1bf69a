package org.rf4j.command;

/**
 * Blocking commands that publish. See {@link RedisCommands} for what holds for all.
 *
 * @param <V> the type of values
 * @since 0.1.0
 */
public interface PubSubCommands<V> {

    /**
     * Publishes a message. While the primary is away it parks like any call, and goes out after this client's own
     * subscriptions are live again (clause P11). Same as {@code PUBLISH}.
     *
     * @param channel the channel, sent as UTF-8
     * @param message the message
     * @return the number of subscribers, on the server that took it, which were sent the message
     */
    long publish(String channel, V message);

    /**
     * Publishes a message on a shard channel, which belongs to the slot of its name in a cluster. While the primary is
     * away it parks like any call, and goes out after this client's own subscriptions are live again (clause P11). Same
     * as {@code SPUBLISH}; needs Redis 7.
     *
     * @param channel the shard channel, sent as UTF-8
     * @param message the message
     * @return the number of subscribers, on the server that took it, which were sent the message
     */
    long spublish(String channel, V message);
}
