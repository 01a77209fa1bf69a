package org.rf4j.command;

import java.time.Duration;

/**
 * All commands, asynchronous: each method returns at once, and the future ends by the call's deadline (clause C2). The
 * commands are those of {@link RedisCommands}, and their meaning is told there. Thread-safe; made to be shared.
 *
 * <p>What holds for all of them: a failed call ends its future with a {@link org.rf4j.RedisException}. Misuse throws at
 * once from the method itself, before anything is sent, as it does in {@link RedisCommands}.
 *
 * @param <K> the type of keys and of the fields of hashes
 * @param <V> the type of values
 * @since 0.1.0
 */
public interface AsyncRedisCommands<K, V>
        extends AsyncKeyCommands<K, V>,
                AsyncStringCommands<K, V>,
                AsyncHashCommands<K, V>,
                AsyncListCommands<K, V>,
                AsyncSetCommands<K, V>,
                AsyncSortedSetCommands<K, V>,
                AsyncPubSubCommands<V>,
                AsyncBitmapCommands<K>,
                AsyncHyperLogLogCommands<K, V>,
                AsyncGeoCommands<K, V>,
                AsyncStreamCommands<K, V>,
                AsyncScriptCommands<K, V>,
                AsyncFunctionCommands<K, V>,
                AsyncPopCommands<K, V>,
                AsyncServerCommands<K> {

    /**
     * Waits until replicas have the writes that stand before it in the same batch, in a cluster those to the slot of the
     * last one, and answers how many replicas have them. Only in {@link org.rf4j.Redis#batch}: the server speaks of the
     * writes of its own connection, so such a batch gets one to itself. An acknowledged write that replicas have is
     * likelier to survive a failover; it is no promise (clause D1).
     *
     * <p>The future fails where the answer would prove nothing: a write had to wait for its primary, or was sent again.
     *
     * @param replicas how many replicas to wait for; 0 only counts those that have the writes already
     * @param timeout how long the server waits at most, positive, rounded up to milliseconds; the time limit of the call
     *     has to be longer
     * @return how many replicas have the writes, which may be fewer
     * @throws IllegalStateException outside of a batch, and where no write to one place stands before it
     * @see <a href="https://redis.io/commands/wait">WAIT</a>
     */
    RedisFuture<Long> waitForReplicas(int replicas, Duration timeout);
}
