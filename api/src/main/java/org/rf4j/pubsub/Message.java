package org.rf4j.pubsub;

import org.jspecify.annotations.Nullable;

/**
 * A message received.
 *
 * @param channel the channel that it was published to
 * @param pattern the pattern that matched; null for a subscription to the channel itself
 * @param payload what was published
 * @param <V> the type of payloads
 * @since 0.1.0
 */
public record Message<V>(String channel, @Nullable String pattern, V payload) {}
