package org.rf4j;

import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.RedisCommands;

/**
 * What is done while keys are watched: see {@link Redis#transaction(WatchFunction, String...)}.
 *
 * @param <R> the type of what is returned
 * @since 0.1.0
 */
@FunctionalInterface
public interface WatchFunction<R> {

    /**
     * Reads what it needs and queues what is to be written. May be called once for each attempt of the caller's, never
     * twice by RF4J. Both parameters are good until it returns, on the calling thread.
     *
     * @param watched reads, at once, over the connection that watches; what it writes is written at once too, and changes
     *     a watched key as anyone's write does
     * @param transaction queues; its futures are complete after {@code EXEC}
     * @return what is to be returned; not null
     */
    R apply(RedisCommands<String, String> watched, AsyncRedisCommands<String, String> transaction);
}
