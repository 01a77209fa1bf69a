package org.rf4j.command;

/**
 * Asynchronous commands on strings as arrays of bits; those of {@link BitmapCommands} without the wait.
 * See {@link AsyncRedisCommands} for what holds for all.
 *
 * @param <K> the type of keys
 * @since 0.1.0
 */
@SuppressWarnings("unchecked") // nothing is ever stored in the arrays of K and V
public interface AsyncBitmapCommands<K> {}
