package org.rf4j.command;

/**
 * Commands on strings as arrays of bits. See {@link RedisCommands} for what holds for all.
 *
 * @param <K> the type of keys
 * @since 0.1.0
 */
@SuppressWarnings("unchecked") // nothing is ever stored in the arrays of K and V
public interface BitmapCommands<K> {}
