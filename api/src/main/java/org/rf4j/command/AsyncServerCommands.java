package org.rf4j.command;

/**
 * Asynchronous commands on the server, and on the connection; those of {@link ServerCommands} without the wait.
 * See {@link AsyncRedisCommands} for what holds for all.
 *
 * @param <K> the type of keys
 * @since 0.1.0
 */
@SuppressWarnings("unchecked") // nothing is ever stored in the arrays of K and V
public interface AsyncServerCommands<K> {}
