package org.rf4j.pubsub;

import java.util.Set;
import org.rf4j.RedisCommandException;

/**
 * Told what a subscription receives. The calls of one subscription never overlap and come in the server's order per
 * channel (clause P2); each subscription has its own turn, so that one that blocks delays no other (clause P4). What a
 * method throws is logged and counted, and the next message follows (clause P8).
 *
 * @param <V> the type of payloads
 * @since 0.1.0
 */
@FunctionalInterface
public interface MessageListener<V> {

    /**
     * A message has arrived.
     *
     * @param message the message
     */
    void onMessage(Message<V> message);

    /**
     * Messages may have been lost. Comes once per interruption, after the last message before it and before the first
     * after it (clause P7), when the subscription is live again. This is the moment to resynchronise.
     *
     * @param gap what may have been lost
     */
    default void onGap(Gap gap) {}

    /**
     * The server has acknowledged channels: at first, and again after each interruption, after its gap.
     *
     * @param channels channels and patterns
     */
    default void onSubscribed(Set<String> channels) {}

    /**
     * The server refuses to subscribe channels again after an interruption, for instance since the user lost the right
     * to them ({@code NOPERM}). They are no longer part of the subscription.
     *
     * @param channels channels and patterns
     * @param refusal what the server said
     */
    default void onRefused(Set<String> channels, RedisCommandException refusal) {}
}
