package org.rf4j.command;

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
                AsyncPubSubCommands<V> {}
