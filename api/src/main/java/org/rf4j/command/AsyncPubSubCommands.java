package org.rf4j.command;

import java.util.Map;
import java.util.Set;

/**
 * Asynchronous commands that publish, and that tell who has subscribed; those of {@link PubSubCommands} without the wait.
 * See {@link AsyncRedisCommands} for what holds for all.
 *
 * <p>Who has subscribed is known to each server for its own connections, and subscribers may be on any. In a cluster every
 * primary is asked, elsewhere the primary; what counts is who subscribes there. Subscribers on replicas are not counted,
 * though they hear what is published.
 *
 * @param <V> the type of values
 * @since 0.1.0
 */
public interface AsyncPubSubCommands<V> {

    /**
     * Publishes a message. While the primary is away it parks like any call, and goes out after this client's own
     * subscriptions are live again (clause P11). Same as {@code PUBLISH}.
     *
     * @param channel the channel, sent as UTF-8
     * @param message the message
     * @return the number of subscribers, on the server that took it, which were sent the message
     */
    RedisFuture<Long> publish(String channel, V message);

    /**
     * Returns the channels that somebody has subscribed to by their names. Same as {@code PUBSUB CHANNELS}.
     *
     * @return the names, without shard channels and patterns; empty if there are none
     */
    RedisFuture<Set<String>> pubsubChannels();

    /**
     * Returns some of the channels that somebody has subscribed to by their names. Same as {@code PUBSUB CHANNELS}.
     *
     * @param pattern a glob pattern for their names
     * @return the names, without shard channels and patterns; empty if there are none
     */
    RedisFuture<Set<String>> pubsubChannels(String pattern);

    /**
     * Returns how many patterns are subscribed to, each counted once on every server. Same as {@code PUBSUB NUMPAT}.
     *
     * @return the number
     */
    RedisFuture<Long> pubsubNumpat();

    /**
     * Returns how many have subscribed to channels by their names. Same as {@code PUBSUB NUMSUB}.
     *
     * @param channels the channels, sent as UTF-8; at least one
     * @return the number of subscribers of each channel, without those by pattern; 0 for one without
     */
    RedisFuture<Map<String, Long>> pubsubNumsub(String... channels);

    /**
     * Returns the shard channels that somebody has subscribed to. Same as {@code PUBSUB SHARDCHANNELS}; needs Redis 7.
     *
     * @return the names; empty if there are none
     */
    RedisFuture<Set<String>> pubsubShardchannels();

    /**
     * Returns some of the shard channels that somebody has subscribed to. Same as {@code PUBSUB SHARDCHANNELS}; needs
     * Redis 7.
     *
     * @param pattern a glob pattern for their names
     * @return the names; empty if there are none
     */
    RedisFuture<Set<String>> pubsubShardchannels(String pattern);

    /**
     * Returns how many have subscribed to shard channels. Same as {@code PUBSUB SHARDNUMSUB}; needs Redis 7.
     *
     * @param channels the shard channels, sent as UTF-8; at least one
     * @return the number of subscribers of each channel; 0 for one without
     */
    RedisFuture<Map<String, Long>> pubsubShardnumsub(String... channels);

    /**
     * Publishes a message on a shard channel, which belongs to the slot of its name in a cluster. While the primary is
     * away it parks like any call, and goes out after this client's own subscriptions are live again (clause P11). Same
     * as {@code SPUBLISH}; needs Redis 7.
     *
     * @param channel the shard channel, sent as UTF-8
     * @param message the message
     * @return the number of subscribers, on the server that took it, which were sent the message
     */
    RedisFuture<Long> spublish(String channel, V message);
}
