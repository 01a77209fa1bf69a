package org.rf4j.command;

/**
 * All commands, blocking: each method returns when the answer has come, or throws by the call's deadline (clause C2).
 * Methods have the name of the Redis command in lowercase. Thread-safe; made to be shared.
 *
 * <p>What holds for all of them: a failed call throws a {@link org.rf4j.RedisException}, whose outcome says whether the
 * server may have run the command (clause C4); an error of the server is a {@link org.rf4j.RedisCommandException} with
 * its code. Misuse throws at once, before anything is sent: {@link NullPointerException} for a null argument or element,
 * {@link IllegalArgumentException} for an empty list of keys, fields or members and for values out of range; and what a
 * codec throws while it encodes. A missing value is null or an empty collection, as each method says; collections that
 * are returned are the caller's own.
 *
 * @param <K> the type of keys and of the fields of hashes
 * @param <V> the type of values
 * @since 0.1.0
 */
public interface RedisCommands<K, V>
        extends KeyCommands<K, V>,
                StringCommands<K, V>,
                HashCommands<K, V>,
                ListCommands<K, V>,
                SetCommands<K, V>,
                SortedSetCommands<K, V>,
                PubSubCommands<V>,
                BitmapCommands<K>,
                HyperLogLogCommands<K, V>,
                GeoCommands<K, V>,
                StreamCommands<K, V>,
                ScriptCommands<K, V>,
                FunctionCommands<K, V>,
                PopCommands<K, V>,
                ScanCommands<K, V>,
                ServerCommands<K> {}
