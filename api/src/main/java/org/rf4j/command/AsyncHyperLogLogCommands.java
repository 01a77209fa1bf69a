package org.rf4j.command;

import org.jspecify.annotations.Nullable;

/**
 * Asynchronous commands on HyperLogLogs; those of {@link HyperLogLogCommands} without the wait.
 * See {@link AsyncRedisCommands} for what holds for all.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @since 0.1.0
 */
@SuppressWarnings("unchecked") // nothing is ever stored in the arrays of K and V
public interface AsyncHyperLogLogCommands<K, V> {

    /**
     * Makes an empty HyperLogLog, if the key is missing. Same as {@code PFADD}.
     *
     * @param key the key
     * @return true if it was made; false if there is one
     */
    RedisFuture<Boolean> pfadd(K key);

    /**
     * Adds values; a missing key counts as empty. Same as {@code PFADD}.
     *
     * @param key the key
     * @param values the values, at least one
     * @return true if the estimated count may have changed; false if all of them seem to be known
     */
    RedisFuture<Boolean> pfadd(K key, V... values);

    /**
     * Estimates how many distinct values were added, to one key or to several together. Same as {@code PFCOUNT}.
     *
     * @param keys the keys, at least one
     * @return the estimate; 0 if all keys are missing
     */
    RedisFuture<Long> pfcount(K... keys);

    /**
     * Adds what was added to other keys; missing keys count as empty. Same as {@code PFMERGE}.
     *
     * @param destination the key to add to
     * @param keys the other keys, at least one
     * @return completes when it is done
     */
    RedisFuture<@Nullable Void> pfmerge(K destination, K... keys);
}
