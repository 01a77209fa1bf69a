package org.rf4j.spi;

import org.jspecify.annotations.Nullable;

/**
 * Told what arrives on a {@link NodeSubscriber}, in the order in which it arrived, one call at a time, on a driver
 * thread. Implementations are the core's: they do not block and do not throw.
 *
 * @since 0.1.0
 */
public interface SubscriberCallback {

    /**
     * The server has acknowledged a subscription.
     *
     * @param kind its kind
     * @param channel channel or pattern
     */
    void subscribed(ChannelKind kind, byte[] channel);

    /**
     * The server has ended a subscription, as asked or of its own accord.
     *
     * @param kind its kind
     * @param channel channel or pattern
     */
    void unsubscribed(ChannelKind kind, byte[] channel);

    /**
     * A message has arrived.
     *
     * @param kind of the subscription through which it came
     * @param pattern the pattern that matched, for {@link ChannelKind#PATTERN}; null otherwise
     * @param channel the channel that it was published to
     * @param payload what was published
     */
    void message(ChannelKind kind, byte @Nullable [] pattern, byte[] channel, byte[] payload);

    /** A {@link NodeSubscriber#ping()} was answered. */
    void pong();

    /**
     * The server has refused the oldest request that has had no answer yet.
     *
     * @param error the refusal, like {@code NOPERM}
     */
    void refused(ServerError error);

    /**
     * A {@link NodeSubscriber#authenticate} was answered.
     *
     * @param refusal what the server said against it, or null if it has accepted
     */
    void authenticated(@Nullable ServerError refusal);

    /**
     * The connection is gone. Comes exactly once, and last.
     *
     * @param cause why
     */
    void closed(NodeException cause);
}
