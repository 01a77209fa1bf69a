package org.rf4j.command;

/**
 * Asynchronous commands on streams; those of {@link StreamCommands} without the wait.
 * See {@link AsyncRedisCommands} for what holds for all.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @since 0.1.0
 */
@SuppressWarnings("unchecked") // nothing is ever stored in the arrays of K and V
public interface AsyncStreamCommands<K, V> {}
