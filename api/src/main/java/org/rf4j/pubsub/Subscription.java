package org.rf4j.pubsub;

import java.util.Set;
import org.rf4j.command.RedisFuture;

/**
 * Channels that are wanted and a listener that hears them. It outlives connections and primaries: what is wanted is
 * subscribed again until it is closed (clause P6). Thread-safe.
 *
 * @since 0.1.0
 */
public interface Subscription extends AutoCloseable {

    /**
     * Returns the channels and patterns that are wanted now.
     *
     * @return a snapshot
     */
    Set<String> channels();

    /**
     * Returns whether the server has acknowledged all of them on a connection that is alive.
     *
     * @return true if messages can arrive
     */
    boolean isLive();

    /**
     * Wants more channels, of the same kind. Blocks until the server has acknowledged them; a refusal or a timeout
     * leaves the subscription as it was.
     *
     * @param channels channels or patterns
     * @throws org.rf4j.RedisException if they could not be subscribed
     */
    void add(String... channels);

    /**
     * Wants channels no longer. Returns when no message of theirs will be delivered any more.
     *
     * @param channels channels or patterns
     */
    void remove(String... channels);

    /**
     * Ends the subscription. When the future completes no message is delivered any more (clause P9), and a callback
     * that was running has returned, unless it is the caller itself.
     *
     * @return completes when all is over
     */
    RedisFuture<Void> unsubscribeAsync();

    /**
     * Ends the subscription, as {@link #unsubscribeAsync()} does, and waits for it; inside a callback of its own it does
     * not wait for itself. Idempotent.
     */
    void unsubscribe();

    /** The same as {@link #unsubscribe()}. */
    @Override
    default void close() {
        unsubscribe();
    }

    /**
     * Returns the messages dropped so far because the buffer was full.
     *
     * @return the count
     */
    long dropped();

    /**
     * Returns the exceptions that the listener has thrown so far.
     *
     * @return the count
     */
    long listenerFailures();
}
